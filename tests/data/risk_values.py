"""Random values for risks: mostly what is taken, now and then what no rule lets pass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import default_text
from tests.conftest import TODAY

USUAL = default_text()

STRICT = (
    USUAL.replace("custom_reasons = true ", "custom_reasons = false", 1)
    .replace("custom_resolutions = true ", "custom_resolutions = false", 1)
    .replace('PRICE = "Price or budget pressure"', 'PRICE = { label = "Price", retired = true }', 1)
    .replace(
        'CONTACT_FOUND = "right contact found"', 'CONTACT_FOUND = { label = "found", retired = true }', 1
    )
)
"""A playbook that takes no own words and has a reason and a resolution less."""

OF_QUIET = ("MEETING_RESTORED", "CONTACT_FOUND")
OF_PRICE = ("SAME_PRICE", "renewed with concession")
CODES = ("QUIET", "PRICE")
"""Reasons that most risks are given, whose resolutions are drawn."""

ACTIVE = ("open", "in_process")
ENDED = ("closed_resolved", "closed_lost", "closed_invalid")
DAYS = (date(2025, 12, 31), date(2026, 3, 1), TODAY, date(2027, 1, 1), None)


def mostly(*good: str | None, else_: tuple[str | None, ...]) -> st.SearchStrategy[str | None]:
    """Draw one of `good`, one time in five one of `else_`."""
    return st.sampled_from(range(5)).flatmap(lambda turn: st.sampled_from(else_ if turn == 4 else good))


reasons = st.lists(
    mostly(
        *CODES, "Customer gone quiet", else_=("value not proven", "own words", "Own Words", "[/oops]", " ")
    ),
    min_size=1,
    max_size=3,
).map(lambda found: tuple(dict.fromkeys(text or "" for text in found)))

resolutions = st.lists(
    mostly(*OF_QUIET, *OF_PRICE, "no longer applies", else_=("made up", "NO_SUCH", "SPONSOR_NAMED", "")),
    max_size=3,
).map(lambda found: tuple(dict.fromkeys(text or "" for text in found)))

closing_statuses = mostly(*ENDED, else_=("open", "frozen", ""))
days = st.sampled_from(DAYS)
ratings: Mapping[str, st.SearchStrategy[str | None]] = {
    "severity": mostly("low", "high", "Critical", None, else_=("ghastly", "")),
    "likelihood": mostly("unlikely", "Almost certain", None, else_=("10 %",)),
    "priority": mostly("p1", "P4", None, else_=("p9",)),
    "status": mostly(*ACTIVE, *ENDED, else_=("frozen", "", None)),
}
"""Values of each field that a board is grouped by."""

_rated = {name: drawn for name, drawn in ratings.items() if name != "status"}
_wrong = {"nonsense": st.just("x"), "assignee": st.sampled_from(("jane", "omar", "nobody"))}


def _given(more: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Values]:
    optional: dict[str, st.SearchStrategy[Any]] = {**_rated, **more}
    usual: st.SearchStrategy[Values] = st.fixed_dictionaries({}, optional=optional)
    wrong: st.SearchStrategy[Values] = st.fixed_dictionaries({}, optional={**optional, **_wrong})
    return st.sampled_from(range(5)).flatmap(lambda turn: wrong if turn == 4 else usual)


changed = _given({"status": ratings["status"], "reasons": reasons, "resolutions": resolutions})
"""What a form may hand over of a risk that there is."""

dated = _given({"opened_at": days, "closed_at": days, "status": ratings["status"]})
"""The same with days, of which many contradict each other."""

beside = _given({"reasons": reasons, "closed_at": days})
"""What may be changed together with closing."""

started = st.builds(
    lambda given, why: {**given, "reasons": why},
    _given({"opened_at": days, "details": st.just("x")}),
    reasons,
)
"""A new risk that is active."""

entered = st.builds(
    lambda given, why, how, status: {**given, "reasons": why, "resolutions": how, "status": status},
    dated,
    reasons,
    resolutions,
    closing_statuses,
)
"""A new risk that has ended."""

cells = {
    "account": st.sampled_from(("Alder", "Birch", "Cedar", "Nobody")),
    "reasons": st.sampled_from(("QUIET", "PRICE; QUIET", "own words", "")),
    "status": st.sampled_from(("", "in_process", "closed_lost", "frozen")),
    "resolutions": st.sampled_from(("", "CONTACT_FOUND", "made up")),
    "opened_at": st.sampled_from(("", "2026-01-02", "2026-04-02", "31/31/2026")),
    "closed_at": st.sampled_from(("", "", "2026-06-02")),
}
"""Columns of a file of risks, and what stands in them."""

rows = st.lists(st.tuples(*cells.values()), min_size=1, max_size=3)
