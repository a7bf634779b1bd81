"""Two accounts become one: whose value of a field stands, and what is written down of the rest (features: row 29)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from kapta_tui.domain.features import seen
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold, listed

_BRIEF = 40

_NAMED = 3
"""So many of those who become one are named in the sentence of the feed."""


class Side(StrEnum):
    """One of the two accounts: the one that is kept, or the one that goes up in it."""

    KEPT = "kept"
    GONE = "gone"

    @property
    def other(self) -> Side:
        """The other of the two."""
        return Side.GONE if self is Side.KEPT else Side.KEPT


@dataclass(frozen=True, slots=True)
class Pair:
    """A field in which two accounts differ: the value on each side as verbs take it, and in words.

    `is_long` values have lines. What is `united` holds the values of both, and `fixed` leaves no choice; where
    neither is, a choice is made, and the kept account's value stands by itself unless it is empty.
    """

    name: str
    label: str
    kept: Value
    gone: Value
    kept_words: str
    gone_words: str
    is_long: bool = False
    united: tuple[str, ...] | None = None
    fixed: Side | None = None

    @property
    def is_choice(self) -> bool:
        """Whether people may say whose value stands."""
        return self.united is None and self.fixed is None

    @property
    def default(self) -> Side:
        """Whose value stands unless it is said otherwise."""
        if self.fixed is not None:
            return self.fixed
        return Side.GONE if is_empty(self.kept) and not is_empty(self.gone) else Side.KEPT

    def standing(self, taken: Mapping[str, Side]) -> Side:
        """Return whose value stands where `taken` says so by field."""
        return taken.get(self.name, self.default) if self.is_choice else self.default

    def value(self, side: Side) -> Value:
        """Return the value of one side."""
        return self.kept if side is Side.KEPT else self.gone

    def words(self, side: Side) -> str:
        """Return the value of one side in words."""
        return self.kept_words if side is Side.KEPT else self.gone_words

    def result(self, taken: Mapping[str, Side]) -> str:
        """Return in words what will stand."""
        return ", ".join(self.united) if self.united is not None else self.words(self.standing(taken))


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two accounts."""

    id: int
    name: str
    version: int
    archived: bool
    external_id: str
    at_risk: bool = False
    """Whether it has an active risk, and the playbook has risks."""

    @property
    def brief(self) -> str:
        """The name as far as it fits into a sentence beside another one."""
        return self.name if len(self.name) <= _BRIEF else f"{self.name[: _BRIEF - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Move:
    """How many records of a kind each account has; `kind` names it or is "children", `words` tell what moves.

    Of those of both, `united` are one record in either, and so stand once; `words` are empty where nothing else is.
    """

    kind: str
    label: str
    kept: int
    gone: int
    words: str
    united: int = 0

    @property
    def result(self) -> int:
        """How many the kept account will have."""
        return self.kept + self.gone - self.united


class Alike(NamedTuple):
    """A record of the kind `kind` that stands in both accounts, by id and name on either side."""

    kind: str
    kept: int
    kept_name: str
    gone: int
    gone_name: str

    @property
    def words(self) -> str:
        """Who or what it is: "Ana Ruiz (both)", or with the other name "Ana Ruiz (there A. Ruiz)"."""
        other = "both" if fold(self.kept_name) == fold(self.gone_name) else f"there {self.gone_name}"
        return f"{self.kept_name} ({other})"


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging two accounts means before anything is written."""

    kept: Party
    gone: Party
    pairs: tuple[Pair, ...]
    moves: tuple[Move, ...]
    remarks: tuple[str, ...]
    """What else happens, a sentence each."""
    alike: tuple[Alike, ...] = ()
    """Key players and documents of both, which become one unless `keep_both`."""
    keep_both: bool = False

    def seen(self, off: Collection[str]) -> Merge:
        """Return it without the fields and kinds of the features `off`; those go along, and nobody is told."""
        fields = KINDS["accounts"].by_name

        def is_seen(kind: str) -> bool:
            return kind not in KINDS or KINDS[kind].feature not in off

        return replace(
            self,
            pairs=tuple(
                pair for pair in self.pairs if pair.name not in fields or seen(fields[pair.name], off)
            ),
            moves=tuple(move for move in self.moves if is_seen(move.kind)),
            alike=tuple(one for one in self.alike if is_seen(one.kind)),
        )

    @property
    def uniting(self) -> tuple[Alike, ...]:
        """The key players and documents that become one."""
        return () if self.keep_both else self.alike

    def uniting_of(self, kind: str) -> list[Alike]:
        """Return the records of a kind that become one."""
        return [one for one in self.uniting if one.kind == kind]

    @property
    def told(self) -> str:
        """What moves along and who stands once, for a sentence; empty where nothing does."""
        moved = listed([move.words for move in self.moves if move.words])
        united = [one.words for one in self.uniting[:_NAMED]]
        united += [f"{len(self.uniting) - _NAMED} more"] if len(self.uniting) > _NAMED else []
        return "; ".join(filter(None, (moved, f"united {listed(united)}" if united else "")))

    def party(self, side: Side) -> Party:
        """Return the account on one side."""
        return self.kept if side is Side.KEPT else self.gone

    def values(self, taken: Mapping[str, Side]) -> dict[str, Value]:
        """Return the values that the choices `taken` by field mean, for the verb."""
        return {pair.name: pair.value(taken[pair.name]) for pair in self.pairs if pair.name in taken}

    def warnings(self, taken: Mapping[str, Side]) -> tuple[str, ...]:
        """Return what follows from whose values stand: imports recognise accounts by their external ids."""
        pair = next((pair for pair in self.pairs if pair.name == "external_id"), None)
        if pair is None:
            return ()
        lost = pair.standing(taken).other
        known = self.party(lost).external_id
        if not known:
            return ()
        return (
            f"A later import of external id {known} would make {self.party(lost).brief} anew, "
            "unless that id is the one that stands.",
        )


def is_empty(value: Value) -> bool:
    """Return whether a field holds nothing; "no" is something."""
    return value is None or value in ("", ())


def united(kept: Sequence[str], gone: Sequence[str]) -> tuple[str, ...]:
    """Return the entries of both, those of the kept account first, each once whatever its case."""
    found: dict[str, str] = {}
    for entry in (*kept, *gone):
        found.setdefault(fold(entry), entry)
    return tuple(found.values())


def note(
    gone: str,
    lost: Iterable[tuple[Pair, str]],
    replaced: Iterable[tuple[Pair, str]],
    further: Sequence[str] = (),
) -> str:
    """Return the note in which a merge keeps what does not stand in the account any more.

    `gone` is the name of the account that went up in the other; `lost` are its fields and words that do not
    stand, `replaced` those of the kept account, `further` whole sentences.
    """
    heads, texts = [f"Merged from {gone}"], []
    for head, rest in (("", lost), ("Before the merge", replaced)):
        given = [(pair, words) for pair, words in rest if words]
        short = [f"{_small(pair.label)} {words}" for pair, words in given if not pair.is_long]
        texts += [
            f"{pair.label}{' of ' + gone if not head else ' before the merge'}:\n{words}"
            for pair, words in given
            if pair.is_long
        ]
        if head and short:
            heads.append(f"{head}: {'; '.join(short)}")
        elif short:
            heads[0] += f": {'; '.join(short)}"
    lines = [*(f"{line}." for line in heads), *further]
    return "\n\n".join(["\n".join(lines), *texts])


def _small(label: str) -> str:
    """Return a label in the middle of a sentence; what is spelt in capitals stays so."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
