"""What the feed says of an edited record, and the same without the fields of features that are switched off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from kapta_tui.domain.features import seen_names
from kapta_tui.domain.fields import Kind
from kapta_tui.domain.text import listed

_BEGIN: Final = "Changed "
_AND: Final = " and "
_COMMA: Final = ", "


def changed(kind: Kind, fields: Sequence[str], title: str) -> str:
    """Return "Changed name and satisfaction of account Acme" for the names of fields of the record `title`."""
    return f"{_BEGIN}{listed([_spoken(name) for name in fields])}{_of(kind)}{title}"


def may_name(sentence: str, kind: Kind, off: Collection[str]) -> bool:
    """Return whether a sentence might name a field of the features `off`; words of names and titles count too."""
    unseen = kind.by_name.keys() - set(seen_names(kind, kind.by_name, off))
    return sentence.startswith(_BEGIN) and any(_spoken(name) in sentence for name in unseen)


def seen_part(sentence: str, kind: Kind, fields: Collection[str], off: Collection[str]) -> str:
    """Return a sentence of `changed` without the fields of the features `off`, empty where no other was changed.

    `fields` are those of the kind that were changed, or more: only with them is "name and products" told from
    a field of the playbook of that name, which stands behind those of the kind. Any other sentence comes back as it is.
    """
    if not sentence.startswith(_BEGIN):
        return sentence
    rest, left = sentence.removeprefix(_BEGIN), set(fields)
    said: list[str] = []
    end = ""
    while end != _of(kind):
        found = _first(rest, kind, left)
        if found is None:
            break
        name, end = found
        said.append(name)
        left.remove(name)
        rest = rest[len(_spoken(name)) + len(end) :]
    kept = seen_names(kind, said, off)
    if len(kept) == len(said):
        return sentence
    if end == _of(kind):
        return changed(kind, kept, rest) if kept else ""
    words = [_spoken(name) for name in kept]
    return f"{_BEGIN}{end.join((_COMMA.join(words), rest)) if words else rest}"


def _first(rest: str, kind: Kind, fields: Collection[str]) -> tuple[str, str] | None:
    """Return which of `fields` stands first in `rest`, with what follows it; the longest where several might."""
    for name in sorted(fields, key=len, reverse=True):
        for end in (_of(kind), _COMMA, _AND):
            if rest.startswith(_spoken(name) + end):
                return name, end
    return None


def _of(kind: Kind) -> str:
    return f" of {kind.spoken} "


def _spoken(name: str) -> str:
    return name.removeprefix("is_").replace("_", " ")
