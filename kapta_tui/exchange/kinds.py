"""What a table holds: judged by its program's preset, its name, its first id column and its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kapta_tui.domain.fields import Kind
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold
from kapta_tui.exchange.presets import Link, Preset, Shape, header_key, shipped

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_]+")
_NOISE = frozenset(
    {"sf", "data", "export", "exported", "import", "sample", "template", "csv", "xlsx", "all", "my"}
    | {"list", "table", "c", "sheet"}
)
_COMMON = frozenset({"name", "external_id", "description", "created_at", "updated_at", "id"})
_TELLING = frozenset({"agenda", "reviewdate"})
"""Columns that only reviews have, which need no name."""
_BROAD = frozenset({"rating", "value"})
"""Columns of scores that many other tables have."""
_SHOWN = 6
_ENTITY = re.compile(r"(.+?)[\s_-]*(?:id|ID|Id)$")


@dataclass(frozen=True, slots=True)
class Found:
    """One reading of a table: its preset and shape. `why_not` says in words why it cannot be imported.

    `guess` says in words that the kind is only guessed.
    """

    preset: Preset
    shape: Shape
    why_not: str = ""
    guess: str = ""


def find_kinds(
    names: Sequence[str],
    header: tuple[str, ...],
    cells: frozenset[str],
    fields: Mapping[str, frozenset[str]],
    presets: Iterable[Preset],
    wanted: Kind | None = None,
    written_as: str = "",
) -> list[Found]:
    """Return the readings of a table: one, or two where people and companies share it.

    `names` are what the table and its file are called, the more telling first; `cells` some of its cells;
    `fields` gives for every kind the header keys that exactly name one of its fields; `presets` are those
    to consider besides the generic one; `written_as` is the format of the file.
    """
    keys = frozenset(map(header_key, header))
    spoken = [singular(name) for name in names]
    generic = shipped()["generic"]
    for preset in presets:
        if preset.name == "generic" or not preset.fits(keys, cells, written_as):
            continue
        shapes = _by_preset(preset, spoken, keys)
        if wanted is not None:
            shapes = [shape for shape in preset.shapes if shape.kind == wanted.name][:1]
        if shapes:
            return [Found(preset, shape, _why_not(shape, keys)) for shape in shapes]
        if preset.exclusive and wanted is None:
            custom = next((name for name in names if name.rstrip("s").endswith("__c")), None)
            if custom is not None:
                return [
                    Found(
                        preset,
                        Shape(),
                        f"{custom} is the name of a custom object of {preset.label} (use --as KIND to say what it is)",
                    )
                ]
    shape = (
        _of_kind(generic, wanted) if wanted is not None else _by_words(generic, spoken, header, keys, fields)
    )
    if isinstance(shape, str):
        return [Found(generic, Shape(), shape)]
    why_not = _why_not(shape, keys)
    if shape.holds and not shape.signed(keys):
        others = _by_columns(generic, keys, fields, header)
        kind = others.kind if isinstance(others, Shape) else "KIND"
        why_not += f" (use --as {kind} if that is what its rows are)"
    return [Found(generic, shape, why_not, _guess_words(shape, header))]


def singular(name: str) -> tuple[str, ...]:
    """Return the words of a table's name in the singular, without filler: "sf_account_data" is account."""
    words = [_single(fold(word)) for word in _WORD.findall(name)]
    kept = [word for word in words if word not in _NOISE and not word.isdigit()]
    return tuple(kept or words)


def phrase(text: str) -> tuple[str, ...]:
    """Return the words of a phrase in the singular."""
    return tuple(_single(fold(word)) for word in _WORD.findall(text))


def _single(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return (
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
    )


def _why_not(shape: Shape, keys: frozenset[str]) -> str:
    """Say why a table is not imported; what only its name tells is worded as a guess."""
    if shape.link is not None:
        return f"its rows give {' and '.join(shape.link.kinds)} their {shape.link.field}; import it together with those"
    if not shape.holds:
        return ""
    if shape.signed(keys):
        return f"its columns are those of {shape.holds}, which kapta does not keep"
    return f"its name suggests {shape.holds}, which kapta does not keep"


def _guess_words(shape: Shape, header: tuple[str, ...]) -> str:
    if not shape.guessed_by:
        return ""
    column = next(text for text in header if header_key(text) == shape.guessed_by)
    return (
        f"Read as {shape.kind}, which is a guess: there is a column '{column}', and no other speaks for another kind "
        "(use --as KIND to say what it is)"
    )


def _by_preset(preset: Preset, spoken: list[tuple[str, ...]], keys: frozenset[str]) -> list[Shape]:
    for words in spoken:
        named = [
            shape
            for shape in preset.shapes
            if any(phrase(name) == words or "".join(phrase(name)) == "".join(words) for name in shape.names)
        ]
        signed = [shape for shape in named if shape.signed(keys)] or [s for s in named if not s.signature]
        if signed or (named and _telling(named, keys)):
            return _several(signed or named)
    return _several([shape for shape in preset.shapes if shape.signed(keys)])


def _telling(named: list[Shape], keys: frozenset[str]) -> bool:
    """Return whether a table of the right name has at least two columns the preset knows."""
    known = {
        key for shape in named for recipes in shape.fields.values() for recipe in recipes for key in recipe
    }
    return bool(named[0].holds) or len(known & keys) >= 2


def _several(shapes: list[Shape]) -> list[Shape]:
    """Return the first shape, and a second one of another kind where both name the rows they skip."""
    if not shapes:
        return []
    first = shapes[0]
    others = [s for s in shapes[1:] if s.kind != first.kind and s.kind and s.signature]
    return [first, others[0]] if others and first.shares and others[0].shares else [first]


def _of_kind(generic: Preset, kind: Kind) -> Shape:
    found = [shape for shape in generic.shapes if shape.kind == kind.name and not shape.constants]
    return found[0] if found else Shape(kind=kind.name)


def _by_words(
    generic: Preset,
    spoken: list[tuple[str, ...]],
    header: tuple[str, ...],
    keys: frozenset[str],
    fields: Mapping[str, frozenset[str]],
) -> Shape | str:
    report = _of_report(header)
    if report is not None:
        return _of_kind(generic, report)
    if len(header) > 1 and all(_ENTITY.fullmatch(text) for text in header):
        return _linking(generic, header) or "its rows only link records to each other by their ids"
    foreign = next((shape for shape in generic.shapes if shape.holds and shape.signed(keys)), None)
    for words in spoken:
        shape = _longest(generic.shapes, words)
        if shape is not None and (_foreign(shape, words, keys) or _fitting(shape, fields, keys)):
            return foreign if foreign is not None and not shape.holds and foreign.names == () else shape
    if foreign is not None:
        return foreign
    entity = _entity(header)
    if entity:
        shape = _longest(generic.shapes, entity, whole=True)
        if shape is not None:
            return shape
        return (
            f"by its first column '{header[0]}' its rows are of a sort that kapta does not keep "
            "(use --as KIND if they are not)"
        )
    return _by_columns(generic, keys, fields, header)


def _linking(generic: Preset, header: tuple[str, ...]) -> Shape | None:
    """Return what a table of nothing but ids links: records to accounts, or notes and actions to contacts."""
    shapes = {text: _longest(generic.shapes, _entity((text,)), whole=True) for text in header}
    kinds = {shape.kind: text for text, shape in shapes.items() if shape is not None and shape.kind}
    for kind, key in kinds.items():
        if "accounts" in kinds and KINDS[kind].owner == "account":
            return Shape(link=Link((kind,), header_key(key), "account", header_key(kinds["accounts"])))
    for kind, key in kinds.items():
        if "contacts" in kinds and "contacts" in KINDS[kind].by_name:
            return Shape(link=Link((kind,), header_key(key), "contacts", header_key(kinds["contacts"])))
    return None


def _longest(shapes: Iterable[Shape], words: tuple[str, ...], *, whole: bool = False) -> Shape | None:
    """Return the shape with the longest name among `words`; a name at the end counts before one within."""
    best: tuple[int, int] = (0, 0)
    found: Shape | None = None
    for shape in shapes:
        for name in shape.names:
            part = phrase(name)
            for at in range(len(words) - len(part) + 1):
                if words[at : at + len(part)] != part or (whole and len(words) != len(part)):
                    continue
                rank = (len(part), at + len(part) == len(words))
                if rank > best:
                    best, found = rank, shape
    return found


def _foreign(shape: Shape, words: tuple[str, ...], keys: frozenset[str]) -> bool:
    """Return whether the table is of a sort that has no kind: it is called so, or has its columns too."""
    called = any(phrase(name) == words for name in shape.names)
    return bool(shape.holds) and (called or not shape.signature or shape.signed(keys))


def _fitting(shape: Shape, fields: Mapping[str, frozenset[str]], keys: frozenset[str]) -> bool:
    """Return whether a table called like a kind has a column for what identifies its records."""
    if not shape.kind:
        return False
    own = {key for recipes in shape.fields.values() for recipe in recipes for key in recipe}
    named = [recipe for recipe in shape.fields.get("name", ()) if keys.issuperset(recipe)]
    return bool(named) or len(keys & (fields[shape.kind] | own)) >= (2 if len(keys) > 1 else 1)


def _of_report(header: tuple[str, ...]) -> Kind | None:
    """Return the narrowest kind that the columns of a report name, such as "Contact: Email"."""
    prefixes = {header_key(before) for before, colon, _ in (text.partition(": ") for text in header) if colon}
    return next((kind for kind in reversed(KINDS.values()) if header_key(kind.noun) in prefixes), None)


def _entity(header: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the first column says the rows are: `usage_id` is usage; a bare id says nothing."""
    match = _ENTITY.fullmatch(header[0]) if header else None
    words = phrase(match[1]) if match else ()
    return () if words in (("external",), ("record",), ("row",)) else words


def _by_columns(
    generic: Preset, keys: frozenset[str], fields: Mapping[str, frozenset[str]], header: tuple[str, ...]
) -> Shape | str:
    scores: dict[str, int] = {}
    for name, known in fields.items():
        shape = _of_kind(generic, KINDS[name])
        own = {key for recipes in shape.fields.values() for recipe in recipes for key in recipe}
        identity = _identity(shape, name, keys)
        # Beside "name", or what an account does not have, the column "account" names a record's account.
        if "name" in keys or keys & _belonging():
            identity, own = identity - {header_key(KINDS[name].noun)}, own - {header_key(KINDS[name].noun)}
            known = known - {header_key(KINDS[name].noun)}
        telling = {key for key in keys & identity if header_key(KINDS[name].noun) in key}
        common = {header_key(text) for text in _COMMON}
        specific = (keys & (known | own)) - common
        if keys & identity and (specific or telling):
            scores[name] = len(specific) + 3 * len(telling)
    best = max(scores.values(), default=0)
    winners = [name for name, score in scores.items() if score == best]
    if (len(winners) == 1 and best >= 2) or (len(winners) == 1 and len(keys) == 1):
        return _of_kind(generic, KINDS[winners[0]])
    if not winners or best < 2:
        guessed = _guessed_accounts(generic, keys, fields)
        if guessed is not None:
            return guessed
        more = f" and {len(header) - _SHOWN} more" if len(header) > _SHOWN else ""
        return (
            f"its columns ({', '.join(header[:_SHOWN])}{more}) fit no kind of record; --as KIND says what it is, "
            "--map FILE which column is what"
        )
    return f"its columns fit {' and '.join(winners)} alike (use --as KIND to say what it is)"


def _identity(shape: Shape, kind: str, keys: frozenset[str]) -> frozenset[str]:
    """Return the header keys that tell a record of a kind, in a table with the columns `keys`.

    A score without a day may be anybody's: it is then a field of what else the table tells of.
    """
    found = {key for recipe in shape.fields.get("name", ()) for key in recipe}
    for field in KINDS[kind].fields:
        named = {header_key(text) for text in (field.name, field.label, *field.synonyms)}
        if field.name in ("name", "email", "text", "reasons", "path", "agenda"):
            found |= named
        elif field.name == "score" and keys & _days(shape, kind):
            found |= named - _BROAD
    return frozenset(found)


def _days(shape: Shape, kind: str) -> frozenset[str]:
    field = KINDS[kind].by_name["date"]
    own = {key for recipe in shape.fields.get("date", ()) for key in recipe}
    return frozenset({header_key(text) for text in (field.name, *field.synonyms)} | own)


@cache
def _belonging() -> frozenset[str]:
    """Return the header keys of what records of an account must have, and accounts have not: a text, a path."""
    kinds = [kind for kind in KINDS.values() if kind.owner == "account"]
    return _TELLING | {
        header_key(text)
        for kind in kinds
        for field in kind.fields
        if field.required and field.name not in ("account", "name", "date")
        for text in (field.name, field.label)
    }


def _guessed_accounts(
    generic: Preset, keys: frozenset[str], fields: Mapping[str, frozenset[str]]
) -> Shape | None:
    """Return the shape of accounts for a table that names something and says nothing of any other kind.

    Not for pairs of id and name: those are the values of a list more often than companies. Nor where accounts
    know less than half of the columns: much has a name.
    """
    accounts = _of_kind(generic, KINDS["accounts"])
    naming = {key for recipe in accounts.fields["name"] if len(recipe) == 1 for key in recipe}
    named = keys & naming
    common = {header_key(text) for text in _COMMON}
    ours = fields["accounts"] | naming | common
    if len(named) != 1 or any(keys & (known - ours) for kind, known in fields.items() if kind != "accounts"):
        return None
    if "id" in keys and not keys & (fields["accounts"] - naming - common):
        return None
    if 2 * len(keys & ours) < len(keys):
        return None
    return replace(accounts, guessed_by=next(iter(named)))
