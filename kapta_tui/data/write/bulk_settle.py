"""Writing the rows of a kind until one more import of them would change nothing (interface.md 1).

What a row is recognised as depends on the store, and so on what the rows beside it have made of the store: a
record that is renamed leaves its name to another row, one that gets an e-mail address is found by it. Where rows
had to do with each other they are therefore judged again, against what they wrote, until nothing moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from kapta_tui.data.write.bulk_load import Load, Reject, Tally
from kapta_tui.data.write.transaction import Transaction

_ROUNDS = 4
"""How often rows are judged before those that still move are taken for a contradiction."""
_TRIES = 4
"""How often the rows that were refused so are asked again."""
_SHOWN = 3

Refused = dict[int, dict[int, Reject]]
"""By the number of a load: rows that are not to be taken in, and why."""

Once = Callable[[Transaction, Sequence[Load], Refused], bool]
"""Stages, judges and writes the loads, leaves the stages, and returns whether rows had to do with each other."""


@dataclass(slots=True)
class _Round:
    """What one round did with one load: its tally, and the rows that made or changed a record, with all their lines.

    Another one would change nothing after the one that `is_last`.
    """

    tally: Tally
    made: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    rows: dict[int, int] = field(default_factory=dict)
    is_last: bool = False


def settle(tx: Transaction, loads: Sequence[Load], once: Once) -> None:
    """Write `loads` with `once`, again and again until nothing changes, and tell in their tallies what came of all.

    Rows that never come to rest, because each round undoes what the one before did, are rejected. What is written
    without them may settle them, so that they are asked once more afterwards.
    """
    before = [_copy(load.tally) for load in loads]
    rounds: list[list[_Round]] = []
    for _ in range(_TRIES):
        found, are_all_at_rest = _settle_or_refuse(tx, loads, before, once)
        rounds += found
        if are_all_at_rest or not any(part.made or part.changed for parts in found for part in parts):
            break
    for load, *parts in zip(loads, *rounds, strict=True):
        _tell(load, parts)


def _settle_or_refuse(
    tx: Transaction, loads: Sequence[Load], before: Sequence[Tally], once: Once
) -> tuple[list[list[_Round]], bool]:
    """Return the rounds it took until nothing changed, and whether no row had to be refused for that.

    `before` are the tallies that every round begins with.
    """
    refused: Refused = {load.number: {} for load in loads}
    people, asides = len(tx.created_people), len(tx.asides)
    tx.flush()
    tx.raw.execute("SAVEPOINT settle")
    while True:
        rounds: list[list[_Round]] = []
        while len(rounds) < _ROUNDS:
            rounds.append(_round(tx, loads, before, once, refused))
            if rounds[-1][0].is_last:
                tx.raw.execute("RELEASE settle")
                return rounds, not any(refused.values())
        tx.flush()
        tx.raw.execute("ROLLBACK TO settle")
        if "session" in tx.__dict__:
            tx.session.expunge_all()
        del tx.created_people[people:], tx.asides[asides:]
        for load, *parts in zip(loads, *rounds[1:], strict=True):
            refused[load.number] |= _contradictory(load, _moving(parts))


def _round(
    tx: Transaction, loads: Sequence[Load], before: Sequence[Tally], once: Once, refused: Refused
) -> list[_Round]:
    for load, tally in zip(loads, before, strict=True):
        _put(load.tally, tally)
    depends = once(tx, loads, refused)
    parts = [_look(tx, load) for load in loads]
    is_last = not depends or not any(part.made or part.changed for part in parts)
    for load, part in zip(loads, parts, strict=True):
        part.is_last = is_last
        tx.raw.execute(f"DROP TABLE temp.{load.stage}")
    return parts


def _look(tx: Transaction, load: Load) -> _Round:
    part = _Round(_copy(load.tally))
    written = load.tally.created + load.tally.updated
    found = tx.raw.execute(
        f"SELECT at, line, fresh FROM temp.{load.stage} WHERE {'fresh OR changed' if written else '0'}"
    )
    for at, line, fresh in found:
        (part.made if fresh else part.changed).add(at)
        part.rows[at] = line
    return part


def _moving(rounds: Iterable[_Round]) -> dict[int, int]:
    """Return the rows that wrote something, and those that were folded into them."""
    rows: dict[int, int] = {}
    for part in rounds:
        rows |= part.rows
        rows |= {at: line for at, (line, into, _) in part.tally.joined.items() if into in part.rows}
    return rows


def _contradictory(load: Load, rows: dict[int, int]) -> dict[int, Reject]:
    places = ", ".join(load.tally.place(at, line) for at, line in sorted(rows.items())[:_SHOWN])
    words = f"contradicts other rows ({places}): each import would undo what the one before wrote"
    return {at: Reject(line, "", "", words) for at, line in rows.items()}


def _tell(load: Load, rounds: Sequence[_Round]) -> None:
    """Make the load's tally that of all rounds together."""
    first, last = rounds[0].tally, rounds[-1].tally
    if len(rounds) == 1:
        return
    made = set().union(*(part.made for part in rounds))
    changed = set().union(*(part.changed for part in rounds)) - made
    total = _copy(last)
    total.rejects = {at: first.rejects.get(at, why) for at, why in last.rejects.items()}
    total.notes += [note for part in rounds for note in part.tally.notes if note not in total.notes]
    total.joined = {
        at: into for part in rounds for at, into in part.tally.joined.items() if at not in total.rejects
    }
    total.merged = len(total.joined)
    taken_in = total.rows - len(total.rejects) - sum(total.skipped.values())
    total.created = min(len(made), taken_in)
    total.updated = min(len(changed), taken_in - total.created)
    total.unchanged = taken_in - total.created - total.updated
    _put(load.tally, total)


def _copy(tally: Tally) -> Tally:
    return replace(
        tally,
        skipped=dict(tally.skipped),
        rejects=dict(tally.rejects),
        warnings={at: list(cells) for at, cells in tally.warnings.items()},
        notes=list(tally.notes),
        joined=dict(tally.joined),
    )


def _put(tally: Tally, other: Tally) -> None:
    """Make a tally say what another says; who holds it goes on holding it."""
    copy = _copy(other)
    for item in fields(Tally):
        setattr(tally, item.name, getattr(copy, item.name))
