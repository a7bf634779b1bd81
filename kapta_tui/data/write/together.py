"""One change of several records: all of them or none, and a refusal that names those in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from kapta_tui.data.read.names import account_of, called
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import KaptaError, NotFound, RuleError
from kapta_tui.domain.kinds import KINDS

Named = tuple[str, int]
"""Kind and id of a record."""

Step = Callable[[str, int], object]
"""What is done to one record, given its kind and id; it leaves a sentence of its own."""

_NAMED_AT_MOST: Final = 5
"""Names that a refusal gives in full."""
_PLACE: Final = {kind: place for place, kind in enumerate(KINDS)}


def below_first(chosen: Iterable[Named]) -> list[Named]:
    """Return the records with what refers to others before what it refers to, each once.

    Removing takes along what stands below, and completing asks that it has ended.
    """
    return sorted(dict.fromkeys(chosen), key=lambda named: -_PLACE[named[0]])


def above_first(chosen: Iterable[Named]) -> list[Named]:
    """Return the records with what others refer to first, each once: reopening opens what stands above."""
    return sorted(dict.fromkeys(chosen), key=lambda named: _PLACE[named[0]])


def all_of(
    tx: Transaction, name: str, done: str | Mapping[str, str], chosen: Sequence[Named], step: Step
) -> None:
    """Take `step` for every record of `chosen` in that order, as the one event `name`.

    Its sentence is `done` ("removed", or such a word for each kind) with what they were; of a single record
    the step's own stays. An event about one account is in that account's feed.

    Raises:
        RuleError: some of several cannot take it; the words call them by name.
        RuleError, NotFound: the only one cannot take it.
    """
    if len(chosen) == 1:
        step(*chosen[0])
        return
    accounts = {account_of(tx.raw, *named) for named in chosen}
    refused: list[tuple[Named, KaptaError]] = []
    for named in chosen:
        try:
            step(*named)
        except (RuleError, NotFound) as error:
            refused.append((named, error))
    if refused:
        raise _refusal(tx, refused, len(chosen))
    tx.say(_sentence(done, chosen), accounts.pop() if len(accounts) == 1 else None, name)


def counted(chosen: Iterable[Named]) -> str:
    """Return "3 tasks" of one kind, "1 goal, 2 tasks" of several, in the order of the kinds."""
    counts = Counter(kind for kind, _ in above_first(chosen))
    return ", ".join(KINDS[kind].counted(count) for kind, count in counts.items())


def _sentence(done: str | Mapping[str, str], chosen: Sequence[Named]) -> str:
    """Return "Archived 1 contract; completed 2 tasks": each kind with the word for what was done to it."""
    by_word: dict[str, list[Named]] = {}
    for named in above_first(chosen):
        by_word.setdefault(done if isinstance(done, str) else done[named[0]], []).append(named)
    said = "; ".join(f"{word} {counted(those)}" for word, those in by_word.items())
    return said[:1].upper() + said[1:]


def _refusal(tx: Transaction, refused: Sequence[tuple[Named, KaptaError]], total: int) -> RuleError:
    """Return who stands in the way of a change of several records, and why; the same reason is given once."""
    tx.flush()
    by_cause: dict[str, list[str]] = {}
    for (kind, record), error in refused:
        name = called(tx.raw, kind, (record,)).get(record, f"{KINDS[kind].one} that is gone")
        by_cause.setdefault(error.cause, []).append(name)
    words = " ".join(f"{_listed(names)}: {cause}" for cause, names in by_cause.items())
    fields = {error.field if isinstance(error, RuleError) else None for _, error in refused}
    return RuleError(
        f"{len(refused)} of {total} cannot take this. {words}",
        "Nothing was changed; take their marks away, or work on them one by one.",
        fields.pop() if len(fields) == 1 else None,
    )


def _listed(names: Sequence[str]) -> str:
    """Return the first names, and of the others how many they are."""
    more = len(names) - _NAMED_AT_MOST
    shown = ", ".join(names[:_NAMED_AT_MOST])
    return f"{shown} and {more} more" if more > 0 else shown
