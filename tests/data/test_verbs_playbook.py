"""Changing the playbook: checked as a whole, kept with its history, losing no value (interface.md 4)."""

from __future__ import annotations

from contextlib import closing

import pytest

from kapta_tui.data import summary
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import Conflict, RuleError
from kapta_tui.domain.playbook import PlaybookError, default_text
from tests.data.desk import Desk

REGION = """[fields]
[fields.account.region]
label = "Region"
type = "choice"
choices = { north = "North", south = "South" }
[fields.account.revenue]
label = "Revenue"
type = "number"
"""


def with_fields(fields: str) -> str:
    assert "\n[fields]\n" in default_text()
    return default_text().replace("\n[fields]\n", f"\n{fields}", 1)


@pytest.fixture
def custom(desk: Desk) -> Desk:
    """The portfolio with two custom fields, both filled on Acme."""
    desk.do(verbs.set_playbook, with_fields(REGION))
    desk.do(verbs.edit_record, "accounts", 1, {"region": "North", "revenue": 12})
    return desk


def region(desk: Desk) -> tuple[object, ...]:
    return desk.row(
        "SELECT json_extract(custom, '$.region'), json_extract(custom, '$.revenue') FROM account WHERE id = 1"
    )


def test_a_playbook_is_kept_with_its_history_and_says_what_differs(desk: Desk) -> None:
    text = default_text().replace('QUIET = "Customer gone quiet"', 'QUIET = "Silent"')
    (sentence,) = desk.do(verbs.set_playbook, text)
    assert sentence == 'The risk reason "Customer gone quiet" is now called "Silent".'
    assert desk.last_event() == ("set_playbook", f"Changed the playbook: {sentence}")
    assert desk.rows("SELECT created_by FROM playbook_version") == [("kapta",), ("jane",)]


def test_a_playbook_made_from_an_older_one_is_refused(desk: Desk) -> None:
    (base,) = desk.row("SELECT max(id) FROM playbook_version")
    first = default_text().replace('"Customer gone quiet"', '"Silent"')
    desk.do(verbs.set_playbook, first, base)
    other = default_text().replace('"Champion or sponsor lost"', '"Sponsor gone"')
    assert isinstance(desk.refused(verbs.set_playbook, other, base), Conflict)
    assert desk.do(verbs.set_playbook, other, base + 1)


def test_a_change_of_words_only_is_said_to_be_one(desk: Desk) -> None:
    assert desk.do(verbs.set_playbook, default_text() + "\n# our own remark\n") == ()
    assert desk.last_event()[1] == "Changed the playbook: Its rules are the same, only its text differs."


def test_many_differences_are_summed_up(desk: Desk) -> None:
    text = default_text()
    for code in ("low", "medium", "high", "critical"):
        text = text.replace(
            f'{code} = {{ label = "{code.capitalize()}"', f'{code} = {{ label = "Very {code}"'
        )
    assert len(desk.do(verbs.set_playbook, text)) == 4
    assert desk.last_event()[1].endswith('is now called "Very high". And 1 more.')


def test_a_wrong_playbook_is_refused(desk: Desk) -> None:
    assert isinstance(desk.refused(verbs.set_playbook, "currency = 7"), PlaybookError)


def test_what_a_playbook_leaves_out_is_retired(desk: Desk) -> None:
    desk.do(verbs.set_playbook, default_text().replace('waiting = "Waiting"\n', ""))
    (text,) = desk.row("SELECT text FROM playbook_version ORDER BY id DESC LIMIT 1")
    assert 'waiting = { label = "Waiting", retired = true }' in text


def test_another_currency_is_seen_in_every_summary_and_so_is_its_undo(desk: Desk) -> None:
    desk.do(verbs.set_playbook, default_text().replace('currency = "EUR"', 'currency = "CHF"'))
    with closing(desk.store.connect()) as connection:
        assert summary.wrong_rows(connection, "CHF", desk.store.today) == []
        desk.store.undo()
        assert summary.wrong_rows(connection, "EUR", desk.store.today) == []


def test_values_of_a_custom_field_that_is_left_out_stay(custom: Desk) -> None:
    custom.do(verbs.set_playbook, default_text())
    assert region(custom) == ("north", "12")
    assert custom.faults() == []


def test_a_change_of_type_that_would_lose_a_value_is_refused(custom: Desk) -> None:
    text = with_fields(REGION.replace('"number"', '"date"'))
    error = custom.refused(verbs.set_playbook, text)
    assert isinstance(error, RuleError)
    assert error.cause.startswith("The field 'Revenue' of Acme cannot become date: ")
    custom.do(verbs.edit_record, "accounts", 1, {"revenue": None})
    custom.do(verbs.set_playbook, text)


@pytest.mark.parametrize(
    ("old", "new", "held"),
    [
        ('"number"', '"money"', ("north", "12")),
        ('"number"', '"text"', ("north", "12")),
        ('type = "choice"\nchoices = { north = "North", south = "South" }', 'type = "text"', ("North", "12")),
    ],
)
def test_changing_a_definition_takes_its_values_along_and_undo_brings_them_back(
    custom: Desk, old: str, new: str, held: tuple[str, str]
) -> None:
    before = custom.content()
    assert old in REGION
    custom.do(verbs.set_playbook, with_fields(REGION.replace(old, new)))
    assert region(custom) == held
    assert custom.faults() == []
    custom.do(verbs.set_playbook, with_fields(REGION))
    assert region(custom) == ("north", "12")
    custom.store.undo()
    custom.store.undo()
    assert custom.content() == before


def test_a_choice_in_use_is_not_taken_away(custom: Desk) -> None:
    text = with_fields(REGION.replace('north = "North", ', ""))
    error = custom.refused(verbs.set_playbook, text)
    assert isinstance(error, RuleError)
    assert error.cause == "The choice 'north' of the field 'Region' stands in 1 value."
    custom.do(verbs.set_playbook, with_fields(REGION.replace(', south = "South"', "")))
    assert region(custom) == ("north", "12")


@pytest.mark.parametrize(("name", "value"), [("region", "west"), ("revenue", "much"), ("revenue", True)])
def test_a_custom_value_fits_its_field(custom: Desk, name: str, value: str | bool) -> None:
    error = custom.refused(verbs.edit_record, "accounts", 1, {name: value})
    assert isinstance(error, RuleError)
    assert error.field == name
