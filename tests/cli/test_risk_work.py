"""What addresses a risk, notes on it, and what `risk show` tells of it (features: rows 34, 40, 44 and 55)."""

from __future__ import annotations

from tests.cli.program import Program


def test_work_of_the_account_is_said_to_address_its_risk_and_no_longer_to(full: Program) -> None:
    assert full("task", "add", "Acme Corp", "--name", "Call [/oops]").code == 0
    assert full("risk", "list", "--filter", "unaddressed", "--json").json
    named = ("risk", "address", "Acme Corp", "--task", "Call [/oops]")
    assert full(*named).code == 0
    assert not full("risk", "list", "--filter", "unaddressed", "--json").json
    (linked,) = full("risk", "show", "Acme Corp", "--json").json["linked"]
    assert (linked["kind"], linked["name"], linked["done_on"], linked["overdue"]) == (
        "task",
        "Call [/oops]",
        None,
        False,
    )
    assert "task" in full("risk", "show", "Acme Corp").out
    assert full(*named, "--remove").code == 0
    assert full("risk", "show", "Acme Corp", "--json").json["linked"] == []
    assert full("undo").code == 0
    assert len(full("risk", "show", "Acme Corp", "--json").json["linked"]) == 1


def test_what_is_no_work_of_the_account_is_refused(full: Program) -> None:
    assert full("account", "add", "Elsewhere").code == 0
    assert full("task", "add", "Elsewhere", "--name", "Theirs").code == 0
    refused = full("risk", "address", "Acme Corp", "--task", "Theirs")
    assert refused.code == 1
    assert "Theirs" in refused.err
    nothing = full("risk", "address", "Acme Corp")
    assert nothing.code == 2
    assert "--goal, --action or --task" in nothing.err


def test_a_note_on_a_risk_is_kept_once_and_needs_no_account(full: Program) -> None:
    before = len(full("note", "list", "Acme Corp", "--json").json)
    assert full("note", "add", "--risk", "Acme Corp", "--text", "they [/are] quiet").code == 0
    assert len(full("note", "list", "Acme Corp", "--json").json) == before + 1
    notes = full("risk", "show", "Acme Corp", "--json").json["notes"]
    assert notes[0]["text"] == "they [/are] quiet"
    assert full("note", "add", "Acme Corp", "--text", "of the account alone").code == 0
    assert len(full("risk", "show", "Acme Corp", "--json").json["notes"]) == len(notes)
    nowhere = full("note", "add", "--text", "lost")
    assert nowhere.code == 2
    assert "--risk" in nowhere.err
    assert full("account", "add", "Elsewhere").code == 0
    stranger = full("note", "add", "Elsewhere", "--risk", "Acme Corp", "--text", "x")
    assert stranger.code == 1
    assert "another account" in stranger.err


def test_show_tells_statuses_prior_risks_and_what_comes_up_again(full: Program) -> None:
    first = full("risk", "show", "Acme Corp", "--json").json
    assert [stage["status"] for stage in first["stages"]] == ["open"]
    assert (first["prior"], first["repeated"]) == ([], [])
    reason = first["reasons"][0]
    closing = ("--status", "closed_lost", "--resolution", "nothing helped")
    assert full("risk", "close", "Acme Corp", *closing).code == 0
    code = reason["code"] or reason["label"]
    assert full("risk", "start", "Acme Corp", "--reason", code, "--reason", "new words").code == 0
    second = full("risk", "show", "Acme Corp", "--json").json
    assert second["prior"] == [first["id"]]
    assert second["repeated"] == [reason]
    closed = full("risk", "show", str(first["id"]), "--json").json
    assert [stage["status"] for stage in closed["stages"]] == ["open", "closed_lost"]
    told = full("risk", "show", "Acme Corp").out
    assert "nothing helped" in told
    assert "Open since 2026-11-21, 0 days" in told
