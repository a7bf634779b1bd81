"""Emptying a field of a stored record: it is empty, or its default again, or the field is named in words."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.kinds import KINDS
from tests.conftest import TODAY
from tests.data.desk import Desk

FIELDS = [(kind.name, field.name) for kind in KINDS.values() for field in kind.fields if field.writable]


@pytest.mark.parametrize("empty", [None, ""])
@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_an_emptied_field_is_taken_or_named(desk: Desk, kind: str, name: str, empty: Value) -> None:
    before = desk.content()
    error = _refusal(desk, kind, {name: empty})
    assert desk.faults() == []
    if error is not None:
        assert "The store refuses" not in error.cause
        label = KINDS[kind].by_name[name].label
        assert label.casefold() in str(error).casefold() or getattr(error, "field", None) == name
        assert desk.content() == before


def _refusal(desk: Desk, kind: str, values: Values) -> KaptaError | None:
    try:
        desk.do(verbs.edit_record, kind, 1, values)
    except KaptaError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("kind", "name", "filled"),
    [
        ("swot", "reviewed_on", TODAY.isoformat()),
        ("swot", "lens", "relationship"),
        ("voc", "date", TODAY.isoformat()),
        ("metrics", "unit", "number"),
        ("qbrs", "type", "quarterly"),
        ("qbrs", "stage", "planned"),
        ("qbrs", "name", "Executive review 2026-09-01"),
        ("notes", "date", TODAY.isoformat()),
    ],
)
def test_an_emptied_field_with_a_default_has_it_again(desk: Desk, kind: str, name: str, filled: str) -> None:
    other: dict[str, Value] = {
        "reviewed_on": date(2026, 1, 2),
        "lens": "market",
        "date": date(2026, 1, 2),
        "unit": "percent",
        "type": "executive",
        "stage": "held",
    }
    if name in other:
        desk.do(verbs.edit_record, kind, 1, {name: other[name]})
    if name == "name":
        desk.do(verbs.edit_record, kind, 1, {"type": "executive"})
    desk.do(verbs.edit_record, kind, 1, {name: None})
    field = KINDS[kind].by_name[name]
    assert desk.row(f'SELECT "{field.stored_as}" FROM {KINDS[kind].table} WHERE id = 1') == (filled,)


@pytest.mark.parametrize(
    ("kind", "name", "label"),
    [
        ("swot", "text", "Text"),
        ("documents", "path", "File or link"),
        ("qbrs", "date", "Date"),
        ("voc", "question", "Question"),
        ("accounts", "name", "Name"),
    ],
)
def test_a_required_field_is_not_emptied(desk: Desk, kind: str, name: str, label: str) -> None:
    assert desk.refused(verbs.edit_record, kind, 1, {name: None}).cause == f"{label} is required."
