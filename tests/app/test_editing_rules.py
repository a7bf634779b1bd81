"""What forms ask for, what closing offers, and what the create menu lists."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.read.names import AccountName
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook, parse
from kapta_tui.domain.playbook.default import default, default_text
from kapta_tui.domain.values import Context
from kapta_tui.screens.accounts.quick import meaning
from kapta_tui.screens.closing.flow import closing_choices, closing_fields
from kapta_tui.screens.create import MENU, options
from kapta_tui.screens.editing_closing import CLOSABLE
from kapta_tui.screens.editing_fields import form_fields, start_values
from kapta_tui.screens.severity import severity_token, token_in

TODAY = date(2026, 11, 21)
ACME = AccountName(7, "Acme [/oops]", "strategic", "EUR", archived=False)

OWN_FIELDS = """
[fields.account.region]
label = "Region"
type = "text"
required_for = ["strategic"]
[fields.account.old]
label = "Old"
type = "text"
retired = true
"""


def own_playbook() -> Playbook:
    """Return the default playbook with two fields of accounts."""
    return parse(default_text().replace("\n[fields]\n", f"\n{OWN_FIELDS}\n", 1))


@pytest.mark.parametrize("kind", MENU)
def test_a_form_for_something_new_asks_only_for_what_people_may_write(kind: str) -> None:
    fields = form_fields(kind, default(), is_new=True)
    assert all(field.writable for field in fields)
    assert {name for name, field in KINDS[kind].by_name.items() if field.required} <= {
        field.name for field in fields
    }


def test_a_known_account_is_asked_for_last_and_not_at_all_later() -> None:
    assert form_fields("notes", default())[0].name == "account"
    assert form_fields("notes", default(), account=7)[-1].name == "account"
    assert "account" not in {field.name for field in form_fields("notes", default(), is_new=False)}
    given = form_fields("swot", default(), account=7, given=("account", "quadrant"))
    assert next(field.name for field in given) == "text"
    assert {field.name for field in given[-2:]} == {"account", "quadrant"}


def test_what_ends_a_risk_is_not_asked_for_when_it_begins() -> None:
    new = {field.name for field in form_fields("risks", default())}
    old = {field.name for field in form_fields("risks", default(), is_new=False)}
    assert old - new == {"resolutions", "closed_at"}


def test_fields_of_the_playbook_are_required_by_account_type_and_retired_ones_only_shown_when_filled() -> (
    None
):
    playbook = own_playbook()
    strategic = {field.name: field for field in form_fields("accounts", playbook, account_type="strategic")}
    normal = {field.name: field for field in form_fields("accounts", playbook, account_type="normal")}
    assert strategic["region"].required
    assert not normal["region"].required
    assert "old" not in normal
    filled = form_fields("accounts", playbook, is_new=False, held={"old": "kept"})
    assert "old" in {field.name for field in filled}


def test_a_new_record_starts_with_who_acts_and_the_day() -> None:
    playbook = default()

    def start(kind: str, given: Values) -> Values:
        return start_values(kind, form_fields(kind, playbook), playbook, "jane", TODAY, given)

    note = start("notes", {"text": "typed"})
    assert (note["author"], note["date"], note["text"]) == ("jane", TODAY, "typed")
    assert start("accounts", {})["owner"] == "jane"
    assert start("risks", {})["opened_at"] == TODAY


def test_a_new_goal_starts_in_the_first_section_that_is_in_use() -> None:
    text = default_text().replace(
        'audience = "customer", levels = 3', 'audience = "customer", levels = 3, retired = true'
    )
    playbook = parse(text)
    fields = form_fields("goals", playbook)
    assert start_values("goals", fields, playbook, "jane", TODAY, {})["section"] == "internal"
    assert (
        start_values("goals", fields, playbook, "jane", TODAY, {"section": "customer"})["section"]
        == "customer"
    )


def test_closing_offers_only_closing_statuses_and_the_resolutions_of_the_reasons() -> None:
    offered = closing_choices(default(), ("QUIET", None))
    assert all(choice.code.startswith("closed_") for choice in offered["risk_status"])
    assert offered["resolutions"] == default().resolutions_for(["QUIET"])
    assert [field.name for field in closing_fields() if field.required] == ["status", "closed_at"]


def test_the_menu_names_the_account_and_leaves_out_what_is_switched_off() -> None:
    details = {option.key: option.detail for option in options(default(), ACME)}
    assert details["accounts"] == ""
    assert details["notes"] == "for Acme [/oops]"
    off = default()._replace(features={**default().features, "risks": False, "plans": False})
    left = {option.key for option in options(off, None)}
    assert left == {*MENU} - {"risks", "goals", "objectives", "actions", "tasks"}


def test_a_quick_line_is_explained_or_refused_with_the_reason() -> None:
    context = Context(today=TODAY, choices=default().choices)
    assert (
        meaning("Acme @Parent !strategic", context) == "Parent account: Parent · Type: strategic · Name: Acme"
    )
    with pytest.raises(ValueError, match="has no name"):
        meaning("@Parent", context)


def test_a_severity_has_one_colour_everywhere() -> None:
    book = default()
    tokens = {choice.code: severity_token(book, choice.code) for choice in book.choices("severity")}
    assert tokens == {"low": "accent", "medium": "warn", "high": "bad", "critical": "bad"}
    assert severity_token(book, None) == "accent"
    assert [token_in(("small", "big"), code) for code in ("small", "big")] == ["warn", "bad"]


def test_whatever_has_an_end_can_be_closed() -> None:
    assert {"accounts", "contracts", "risks", "goals", "objectives", "actions", "tasks"} <= CLOSABLE
    assert not CLOSABLE & {"contacts", "notes", "opportunities", "users", "products"}
