"""The sheets of the account page in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from kapta_tui.data.read.account_page import Profile
from kapta_tui.data.read.records import Record
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.addresses import read_link
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.satisfaction import STATE_WORDS, age_words, score_words, state
from kapta_tui.domain.text import one_line
from kapta_tui.screens.satisfied import STATE_TOKENS
from kapta_tui.screens.turning.words import became_facts
from kapta_tui.widgets.cells import Cell, CellPart
from kapta_tui.widgets.preview import BLANK, Fact, fact, prose, spoken_by
from kapta_tui.widgets.written import written

NO_GAINS: Final[Mapping[str, str]] = MappingProxyType({})


def profile_facts(
    profile: Profile,
    playbook: Playbook,
    today: date,
    logo_fault: str = "",
    gains: Mapping[str, str] = NO_GAINS,
) -> list[Fact]:
    """Return what the account's own form holds, what is still empty, and what is wrong with its logo.

    `gains` say in points of health what filling a field would add, "+1.0".
    """
    row = profile.row
    found = [
        fact("Owner", row.owner),
        fact("Type", playbook.label("account_type", row.type)),
        fact("Team", ", ".join(profile.contributors) or _empty("o joins")),
        fact("Website", profile.website or _to_fill(gains.get("website"))),
        fact("Parent", profile.parent or ("none", "muted")),
    ]
    if profile.satisfaction is not None and playbook.enabled("satisfaction"):
        found.append(
            fact(
                "Satisfaction", _satisfaction(profile.satisfaction, profile.satisfaction_on, playbook, today)
            )
        )
    found += [fact(field, value) for field, value in profile.custom]
    if profile.links:
        found.append(fact("Links", _links(profile.links)))
    if logo_fault:
        found.append(fact("Logo", [("✗ ", "bad"), (logo_fault, "muted")]))
    about = [BLANK, prose("", profile.description)] if profile.description else [_missing_about(gains)]
    return [*found, *about]


def _satisfaction(score: int, day: date | None, playbook: Playbook, today: date) -> list[CellPart]:
    """Return a satisfaction with its age and what that makes of it: "8 of 10 · 95 days old · stale"."""
    parts: list[CellPart] = [score_words(score)]
    if day is not None:
        parts.append((f" · {age_words(day, today)}", "muted"))
        now = state((today - day).days, playbook.health.satisfaction)
        if now:
            parts.append((f" · {STATE_WORDS[now]}", STATE_TOKENS[now]))
    return parts


def _links(entries: Sequence[str]) -> list[CellPart]:
    """Return the labels of links beside each other; what has no label or no address is shown as it was written."""
    parts: list[CellPart] = []
    for entry in entries:
        link = read_link(entry)
        words = entry if link is None else link.label.removeprefix("https://")
        if parts:
            parts.append((" · ", "muted"))
        parts.append(words if link is None else (words, "accent"))
    return [*parts, ("  O opens", "muted")]


def _empty(how: str) -> Cell:
    return (f"empty · {how}", "muted")


def _to_fill(points: str | None) -> Cell:
    return _empty("e fills it") if points is None else (f"e fills it: {points} health", "muted")


def _missing_about(gains: Mapping[str, str]) -> Fact:
    return fact("About", _to_fill(gains.get("description")))


def note_facts(record: Record, playbook: Playbook, made: Sequence[LinkedWork], today: date) -> list[Fact]:
    """Return one note in full, and what was `made` from it."""
    found = [
        fact("When", " · ".join(_head(record, playbook))),
        fact("Author", str(record.get("author") or "")),
    ]
    contacts = record.get("contacts")
    if isinstance(contacts, tuple) and contacts and playbook.enabled("contacts"):
        found.append(fact("With", ", ".join(contacts)))
    return [*found, *became_facts(made, today), BLANK, *written(str(record.get("text") or ""))]


def latest_notes(
    notes: Sequence[Record],
    playbook: Playbook,
    account: str,
    became: Mapping[int, Sequence[LinkedWork]],
    today: date,
) -> list[Fact]:
    """Return notes below each other, or how to write the first one; those not of `account` name theirs.

    `became` is by note what was made from it.
    """
    if not notes:
        return [Fact("", ("No note yet.", [("n", "accent"), ("  adds one", "muted")]), wide=True)]
    found: list[Fact] = []
    for note in notes:
        whose = str(note.get("account") or "")
        elsewhere = [one_line(whose)] if whose != account else []
        words = " · ".join([*_head(note, playbook), str(note.get("author") or ""), *elsewhere])
        number = note.get("id")
        made = became.get(number, ()) if isinstance(number, int) else ()
        said = [Fact("", ((words, "muted"),), wide=True), *written(str(note.get("text") or ""))]
        of = ("notes", number) if isinstance(number, int) else None
        found += [*([BLANK] if found else []), *spoken_by(of, said), *became_facts(made, today)]
    return found


def _head(note: Record, playbook: Playbook) -> list[str]:
    """Return the day of a note and its type, as far as it has them."""
    kind = note.get("type")
    words = [str(note.get("date") or ""), playbook.label("note_type", str(kind)) if kind else ""]
    return [word for word in words if word]
