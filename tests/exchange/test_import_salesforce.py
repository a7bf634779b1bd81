"""Salesforce activities: what is open is a task, what was done is a note (domain.md 1.1, mission S3)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.imports import Bench, reasons

HEAD = "Id,Subject,ActivityDate,Status,IsClosed,AccountId,WhoId,OwnerId,TaskSubtype,Type,Description,SystemModstamp\n"
ROWS = (
    "00T1,Send offer,2026-12-01,Not Started,{no},001A,,005O,Task,,with prices,2026-11-01\n"
    "00T2,Call: budget,2026-11-02,Completed,{yes},001A,,005O,Call,,went well,2026-11-02\n"
    "00T3,Prepare review,,In Progress,{no},001A,,,Task,,,2026-11-03\n"
)


@pytest.fixture
def acme(bench: Bench) -> Bench:
    """A store with the account the activities belong to."""
    bench.one("Account.csv", "Id,Name,BillingCity,SystemModstamp\n001A,Acme,Oslo,2026-11-01\n")
    return bench


@pytest.mark.parametrize(("no", "yes"), [("0", "1"), ("false", "true"), ("", "")])
def test_open_activities_are_tasks_and_done_ones_notes(acme: Bench, no: str, yes: str) -> None:
    outcome = acme.load(("Task.csv", HEAD + ROWS.format(no=no, yes=yes)))
    tasks, notes = outcome.files
    assert (tasks.kind, tasks.created, tasks.skips) == ("tasks", 2, {"done already: a note": 1})
    assert (notes.kind, notes.created, notes.skips) == ("notes", 1, {"still open: a task": 2})
    offer = next(record for record in acme.all("tasks") if record["name"] == "Send offer")
    assert (offer["account"], offer["due"], offer["description"]) == (
        "Acme",
        date(2026, 12, 1),
        "with prices",
    )
    (note,) = acme.all("notes")
    assert (note["type"], note["date"], note["text"]) == (
        "call",
        date(2026, 11, 2),
        "Call: budget\nwent well",
    )


def test_activities_again_change_nothing(acme: Bench) -> None:
    text = HEAD + ROWS.format(no="0", yes="1")
    acme.load(("Task.csv", text))
    before = acme.dump()
    assert acme.load(("Task.csv", text)).event is None
    assert acme.dump() == before


def test_a_task_of_a_lead_has_no_account(acme: Bench) -> None:
    text = HEAD + "00T4,Call the lead,2026-12-01,Not Started,0,,00Q1,,Task,,,2026-11-01\n"
    tasks = acme.load(("Task.csv", text)).files[0]
    assert reasons(tasks) == [(2, "AccountId", "A task needs an account; rows without one can be given it")]
