"""What is set of the health score value by value, what it means, and what other rules are said to do."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from kapta_tui.domain.health.whatif import (
    Foretold,
    Standing,
    changed_part,
    crossing_words,
    moves_health,
    what_if,
)
from kapta_tui.domain.playbook import default_text, parse
from kapta_tui.domain.playbook.draft import Draft
from kapta_tui.domain.playbook.healthentries import Entry, entries
from kapta_tui.domain.playbook.source import default_values

ENTRIES = {entry.keys: entry for entry in entries(("low", "medium"))}
PLAN = ENTRIES["weights", "plan"]


def _leaves(table: dict[str, Any], at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*at, name))
        else:
            yield (*at, name)


def test_every_value_that_is_shipped_can_be_set_and_is_shown_as_it_is() -> None:
    shipped = set(_leaves(default_values()["health"]))
    assert set(ENTRIES) == {keys for keys in shipped if not keys[0].endswith("_for")}
    draft = Draft(default_text())
    for keys, entry in ENTRIES.items():
        value = default_values()["health"]
        for name in keys:
            value = value[name]
        assert draft.value(entry) == value
    own = {keys for keys in shipped if keys[0].endswith("_for")}
    offered = {e.of_type("strategic") for e in ENTRIES.values() if e.by_type}
    assert own <= offered
    assert {keys[2] for keys in own} == {k[-1] for k in offered if draft.has_own(_entry(k), "strategic")}


def _entry(keys: tuple[str, ...]) -> Entry:
    return ENTRIES[(keys[0].removesuffix("_for"), *keys[2:])]


def test_meanings_are_those_of_the_shipped_text() -> None:
    assert PLAN.meaning == "Weights need not add up to 100; 0 switches a factor off."
    assert ENTRIES["notes", "min_length"].meaning == "Shorter notes do not count."
    assert ENTRIES["unset_severity",].choices == ("low", "medium")
    assert ENTRIES["empty", "plan"].choices == ("zero", "skip")
    unsaid = {
        entry.label
        for entry in ENTRIES.values()
        if not entry.meaning and entry.keys[:2] != ("profile", "points")
    }
    assert not unsaid


def test_a_draft_knows_what_differs_from_its_text() -> None:
    draft = Draft(default_text())
    draft.set(PLAN, None, 30)
    draft.set(PLAN, "strategic", 40)
    assert (draft.value(PLAN, "normal"), draft.value(PLAN, "strategic")) == (30, 40)
    assert draft.changes == {("weights", "plan"): 30, ("weights_for", "strategic", "plan"): 40}
    draft.set(PLAN, None, 25)
    assert draft.take_away(PLAN, "strategic")
    assert not draft.take_away(PLAN, "strategic")
    assert draft.changes == {}
    target = ENTRIES["notes", "target"]
    assert draft.take_away(target, "strategic")
    assert (draft.value(target, "strategic"), draft.has_own(target, "strategic")) == (6, False)
    assert draft.changes == {("notes_for", "strategic", "target"): None}


def _one(name: str, before: int | None, after: int | None) -> Foretold:
    return Foretold(hash(name) % 1000, name, _standing(before), _standing(after))


def _standing(score: int | None) -> Standing:
    bands = parse(default_text()).health.bands
    return Standing(
        score, None if score is None else Fraction(score), None if score is None else bands.of(score)
    )


def test_a_what_if_counts_sorts_and_tells_who_crosses() -> None:
    told = what_if(
        [
            _one("still", 60, 60),
            _one("a little", 60, 62),
            _one("up", 60, 80),
            _one("down", 60, 40),
            _one("in", None, 10),
            _one("out", 90, None),
            _one("never", None, None),
        ]
    )
    assert [one.name for one in told.accounts[:2]] == ["in", "out"]
    assert [one.name for one in told.accounts[2:]] == ["down", "up", "a little", "never", "still"]
    assert [one.name for one in told.crossing] == ["down", "up", "in", "out"]
    assert told.counts == {"healthy": (1, 1), "watch": (4, 2), "poor": (0, 2), None: (2, 2)}
    assert told.means == (Fraction(330, 5), Fraction(252, 5))
    assert crossing_words(told.crossing) == (
        "4 accounts cross a band (1 up, 1 down, 1 scored at last, 1 scored no longer)"
    )
    assert crossing_words(told.crossing[:1]) == "1 account crosses a band (1 down)"
    assert crossing_words((), done=True) == "no account crossed a band"


@pytest.mark.parametrize(
    ("old", "new", "moves", "part"),
    [
        ("plan = 25", "plan = 26", True, "Weights"),
        ("watch = 50", "watch = 51", True, "Bands"),
        ("half_life_days = 30", "half_life_days = 31", True, "Health rules"),
        ('QUIET = "Customer gone quiet"', 'QUIET = "Silent"', False, ""),
        ('normal = "Normal"', 'normal = "Usual"', False, ""),
        ("contacts = true", "contacts = false", True, ""),
        ('currency = "EUR"', 'currency = "CHF"', False, ""),
    ],
)
def test_only_rules_that_scores_depend_on_are_foretold(old: str, new: str, moves: bool, part: str) -> None:
    assert old in default_text()
    before, after = parse(default_text()), parse(default_text().replace(old, new, 1))
    assert moves_health(before, after) is moves
    assert changed_part(before, after) == part
    assert not moves_health(before, before)
