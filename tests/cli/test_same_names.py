"""Accounts of one name: a note when another one is added, and ids to choose by."""

from __future__ import annotations

from tests.cli.program import Program


def test_a_second_account_of_a_name_is_added_with_a_note(kapta: Program) -> None:
    first = kapta("account", "add", "Zoomit").out.strip()
    ran = kapta("account", "add", "ZOOMIT")
    assert ran.code == 0
    assert f"Note: there is a Zoomit already, with the id {first}; now there are 2." in ran.err
    assert ran.out.strip() != first


def test_accounts_of_one_name_are_told_apart_by_id(kapta: Program) -> None:
    ids = [kapta("account", "add", "Zoomit").out.strip() for _ in range(2)]
    ran = kapta("account", "show", "zoomit")
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == f"Give its id: {ids[0]}, {ids[1]}."
    assert kapta("account", "show", ids[1]).code == 0


def test_names_that_begin_alike_are_given_in_full(kapta: Program) -> None:
    kapta("account", "add", "Zoomit North")
    kapta("account", "add", "Zoomit South")
    ran = kapta("account", "show", "zoomit")
    assert ran.err.splitlines()[-1] == "Name the account in full or by its id."


def test_a_new_person_is_named(kapta: Program) -> None:
    kapta("account", "add", "Zoomit")
    ran = kapta("account", "edit", "Zoomit", "--owner", "Nobody Known")
    assert ran.err.strip() == "Changed owner of account Zoomit; new person Nobody Known."
