"""An answer of the customer and a review name contacts of their own account, whichever way they are written."""

from __future__ import annotations

from typing import cast

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value, Values
from tests.cli.program import Program
from tests.data.desk import Desk
from tests.exchange.imports import Bench, reasons

ANSWER: Values = {"account": "Acme", "question": "obstacles", "text": "None"}
OTHER = "Bob is a contact of another account."


@pytest.fixture
def bob(desk: Desk) -> int:
    """A contact of Beta, the other account."""
    return desk.do(verbs.add_record, "contacts", {"account": "Beta", "name": "Bob", "external_id": "b-7"})


def test_an_answer_is_not_said_by_a_contact_of_another_account(desk: Desk, bob: int) -> None:
    for refused in (
        desk.refused(verbs.add_record, "voc", {**ANSWER, "contact": bob}),
        desk.refused(verbs.edit_record, "voc", 1, {"contact": bob}),
    ):
        assert isinstance(refused, RuleError)
        assert (refused.cause, refused.field) == (OTHER, "contact")


def test_an_answer_is_said_by_a_contact_of_its_account(desk: Desk, bob: int) -> None:
    made = desk.do(verbs.add_record, "voc", {**ANSWER, "contact": 1})
    assert desk.row("SELECT contact_id FROM voc WHERE id = ?", made) == (1,)
    desk.do(verbs.add_record, "voc", {**ANSWER, "account": "Beta", "contact": bob})
    assert desk.faults() == []


def test_nobody_of_another_account_takes_part_in_a_review(desk: Desk, bob: int) -> None:
    refused = desk.refused(verbs.edit_record, "qbrs", 1, {"contacts": cast(Value, (bob,))})
    assert isinstance(refused, RuleError)
    assert (refused.cause, refused.field) == (OTHER, "contacts")


@pytest.mark.parametrize("who", ["Bob", "b-7", "2"])
def test_a_file_names_no_contact_of_another_account(desk: Desk, bob: int, who: str) -> None:
    assert bob == 2
    text = f"Account,Question,Answer,Said by\nAcme,Obstacles,Too slow,{who}\n"
    item = Bench(desk.store).one("voc.csv", text, kind="voc")
    assert item.rejected == 1
    assert reasons(item)[0][1] == "Said by"


@pytest.mark.parametrize("who", ["Bob", "b-7", "2"])
def test_a_command_names_no_contact_of_another_account(desk: Desk, bob: int, who: str) -> None:
    assert bob == 2
    ran = Program(desk.store.path)("voc", "edit", "1", "--contact", who)
    assert ran.code == 1
    assert "contact" in ran.err
