"""Changing the playbook: one text, checked as a whole, kept with its history (interface.md 4)."""

from __future__ import annotations

from collections.abc import Mapping

from kapta_tui.data import tables
from kapta_tui.data.labels import labels_of
from kapta_tui.data.read.health.whatif import foretell
from kapta_tui.data.read.planlevels import Shift, shifts, shifts_between, unmoved
from kapta_tui.data.read.playbook import current_version
from kapta_tui.data.write import customtypes
from kapta_tui.data.write.healthtext import New, Path, with_health
from kapta_tui.data.write.leveltext import with_levels
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import Conflict
from kapta_tui.domain.health.whatif import changed_part, crossing_words, moves_health
from kapta_tui.domain.planlevels import checked
from kapta_tui.domain.playbook import Playbook, differences, parse, retire_missing
from kapta_tui.domain.playbook.problems import sentence

_SHOWN = 3


@verb
def set_levels(tx: Transaction, section: str, levels: int) -> Shift:
    """Give a plan section, a code or label, `levels` 1..3, and return what moves by it; nothing else is written.

    Comments and order of the playbook's text stay. The levels it has already change nothing.

    Raises:
        UsageError: there is no such section, or no section has so many levels.
    """
    place = tx.playbook.section(section)
    (shift,) = shifts(tx.raw, (place,), {place.code: checked(levels)}) or (unmoved(place),)
    if shift.before != shift.after:
        set_playbook(tx, with_levels(current_version(tx.raw)[1], place.code, levels))
        tx.say(f"Levels of {shift.sentence}")
    return shift


@verb
def set_health(tx: Transaction, changes: Mapping[Path, New]) -> tuple[str, ...]:
    """Change values of the health score in the playbook's text and return what differs, as `set_playbook` does.

    Keys are paths from the table `health` on, such as `("weights", "plan")`; None takes a key out. Comments and
    order of the text stay.

    Raises:
        PlaybookError: a value cannot be used.
        RuleError: the text is written in a way that cannot be changed value by value.
    """
    return set_playbook(tx, with_health(current_version(tx.raw)[1], changes))


@verb
def set_playbook(tx: Transaction, text: str, base: int | None = None) -> tuple[str, ...]:
    """Put a playbook text in force and return what differs and what that moves in plans and scores, in sentences.

    The same text changes nothing.

    Entries that the text leaves out are kept as retired, because records may use their codes. `base` is the
    version that the text was made from.

    Raises:
        Conflict: another version than `base` is in force by now.
        PlaybookError: the text cannot be used; it names every line and cause.
        RuleError: a value of a custom field does not fit its new type, or a choice that goes is in use.
    """
    version, before = current_version(tx.raw)
    if base not in (None, version):
        raise Conflict(
            "The playbook was changed by somebody else meanwhile.",
            "Look at 'kapta playbook show', then change it again.",
        )
    kept = retire_missing(before, text)
    if kept == before:
        return ()
    old, new = parse(before), parse(kept)
    # Before anything is written, while the store's own scores are those by the rules in force.
    crossing = _crossing(tx, version, old, new)
    customtypes.follow(tx, old, new)
    row = tables.PlaybookVersion(text=kept, labels=labels_of(kept), created_at=tx.now, created_by=tx.user)
    tx.session.add(row)
    found = differences(old, new)
    part = changed_part(old, new)
    if part and crossing:
        tx.say(f"{part} changed: {crossing[0]} {_told(found, 1)}")
    else:
        tx.say(" ".join((f"Changed the playbook: {_told(found, _SHOWN)}", *map(sentence, crossing))))
    moved = (shift.sentence for shift in shifts_between(tx.raw, old, new))
    return (*found, *moved, *map(sentence, crossing))


def _told(found: tuple[str, ...], most: int) -> str:
    more = f" And {len(found) - most} more." if len(found) > most else ""
    return (" ".join(found[:most]) or "Its rules are the same, only its text differs.") + more


def _crossing(tx: Transaction, version: int, old: Playbook, new: Playbook) -> tuple[str, ...]:
    """Say how many accounts cross a band; nothing where scores do not depend on what differs."""
    if not moves_health(old, new):
        return ()
    return (f"{crossing_words(foretell(tx.raw, tx.today, (version, old), new).crossing, done=True)}.",)
