"""`kapta today` as a calendar file, and the coming days of a recurring task (rows 95 and 98)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.program import Program


@pytest.fixture
def kapta(full: Program) -> Program:
    """The program on a filled store with a task that is late and one in ten days."""
    full("task", "add", "Acme Corp", "--name", "Late; [/x]", "--due", "2026-11-01")
    words = ("--due", "2026-12-01", "--recurrence", "last working day of every month")
    full("task", "add", "Acme Corp", "--name", "In ten days", *words)
    return full


def events(content: str | bytes) -> list[Any]:
    read: Any = Calendar.from_ical(content)
    return list(read.subcomponents)


def names(content: str | bytes) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(content)]


def test_a_calendar_file_is_written_to_a_pipe_and_to_a_file(kapta: Program, tmp_path: Path) -> None:
    ran = kapta("today", "--ics")
    assert ran.code == 0
    assert "Acme Corp: Late; [/x]" in names(ran.out)
    assert "Acme Corp: In ten days" not in names(ran.out)
    assert kapta("today", "--format", "ics").out == ran.out
    out = tmp_path / "agenda.ics"
    wrote = kapta("today", "-o", str(out), "--days", "10")
    things = kapta("today", "--days", "10", "--json").json
    assert f"Wrote {len(things)} things to {out}." in wrote.err
    assert not wrote.out
    assert "Acme Corp: In ten days" in names(out.read_bytes())
    assert {event.name for event in events(kapta("today", "--ics", "--tasks").out)} == {"VTODO"}


def test_days_say_how_far_ahead_the_agenda_looks(kapta: Program) -> None:
    def titles(*words: str) -> list[str]:
        return [item["title"] for item in kapta("today", "--json", *words).json]

    assert "In ten days" not in titles()
    assert "In ten days" in titles("--days", "10")
    assert "Late; [/x]" in titles("--days", "0")
    assert kapta("today", "--days", "-1").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("-o", "agenda.txt"),
        ("-o", "agenda.ics", "--json"),
        ("--ics", "--json"),
        ("--tasks",),
        ("-o", "no/folder/agenda.ics"),
    ],
)
def test_what_makes_no_calendar_file_is_refused_with_a_remedy(
    kapta: Program, words: tuple[str, ...], tmp_path: Path
) -> None:
    words = tuple(str(tmp_path / word) if word.startswith(("agenda", "no/")) else word for word in words)
    ran = kapta("today", *words)
    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 2
    assert not list(tmp_path.glob("agenda*"))


def test_the_coming_days_of_a_recurring_task(kapta: Program) -> None:
    task = next(task for task in kapta("task", "list", "--json").json if task["name"] == "In ten days")
    found = kapta("task", "next", str(task["id"]), "-n", "3", "--json").json
    assert [day["due"] for day in found] == ["2026-12-31", "2027-01-29", "2027-02-26"]
    ran = kapta("task", "next", "In ten days")
    assert len(ran.lines) == 5
    assert "monthly on the last working day" in ran.err
    refused = kapta("task", "next", "Late; [/x]")
    assert (refused.code, "does not recur" in refused.err) == (1, True)


def test_row_93_an_emptied_due_date_is_the_actions_again(kapta: Program) -> None:
    action = kapta("action", "show", "1", "--json").json
    kapta("action", "edit", "1", "--due", "2026-12-24")
    made = kapta(
        *("task", "add", "Acme Corp", "--name", "Below", "--action", action["name"], "--due", "2026-12-01"),
        "--json",
    ).json
    assert (made["due"], made["due_inherited"]) == ("2026-12-01", False)
    assert kapta("task", "edit", str(made["id"]), "--due", "", "--assignee", "omar").code == 0
    emptied = kapta("task", "show", str(made["id"]), "--json").json
    assert (emptied["due"], emptied["due_inherited"], emptied["assignee"]) == ("2026-12-24", True, "omar")
    kapta("task", "done", str(made["id"]), "--note", "sent")
    found = kapta("task", "list", "--filter", "done_at:* name:Below", "--json").json
    assert [task["id"] for task in found] == [made["id"]]
    assert kapta("task", "list", "--filter", "overdue mine").code == 0


def test_row_95_a_recurrence_that_ends_before_the_task_is_due_is_refused(
    kapta: Program, tmp_path: Path
) -> None:
    words = ("task", "add", "Acme Corp", "--name", "Ended", "--due", "2026-12-01", "--recurrence")
    refused = kapta(*words, "weekly until 2026-11-30")
    assert refused.code == 1
    assert "The recurrence ends on 2026-11-30, before the task is due on 2026-12-01." in refused.err
    made = kapta(*words, "weekly until 2026-12-01", "--json").json
    assert "ends on 2026-12-01" in kapta("task", "edit", str(made["id"]), "--due", "2026-12-02").err
    file = tmp_path / "tasks.csv"
    file.write_text(
        "Account,Name,Due,Recurrence\nAcme Corp,Ended too,2026-12-01,FREQ=WEEKLY;UNTIL=20261130\n",
        encoding="utf-8",
    )
    ran = kapta("import", "tasks", str(file))
    assert "ends on 2026-11-30, before the task is due" in ran.err + ran.out
    assert not kapta("task", "list", "--filter", "name:'Ended too'", "--json").json


def test_row_98_nothing_to_do_says_for_whom_and_whether_anybody_is_called_so(kapta: Program) -> None:
    kapta("user", "add", "Mara Lindqvist")
    nobody = kapta("--user", "mära", "today")
    assert (nobody.code, nobody.lines) == (0, [])
    assert nobody.err.splitlines() == [
        "Nothing needs mära today.",
        "There is no user called 'mära'; did you mean Mara Lindqvist?",
    ]
    somebody = kapta("--user", "MARA LINDQVIST", "today", "--json")
    assert (somebody.json, somebody.err) == ([], "Nothing needs MARA LINDQVIST today.\n")
    assert "There is no user called 'xx'." in kapta("--user", "xx", "today", "--ics").err


def test_row_98_what_is_called_alike_is_told_apart_by_its_goal(kapta: Program) -> None:
    action = kapta("action", "show", "1", "--json").json
    kapta("action", "edit", "1", "--due", "2026-11-22")
    kapta("task", "add", "Acme Corp", "--name", "Below", "--action", action["name"])
    found = {item["title"]: (item["action"], item["goal"]) for item in kapta("today", "--json").json}
    assert found["Below"] == (action["name"], action["goal"])
    assert found[action["name"]] == (None, action["goal"])
    assert found["Late; [/x]"] == (None, None)
    below = next(each for each in events(kapta("today", "--ics").out) if "Below" in str(each["SUMMARY"]))
    assert f"goal: {action['goal']}" in str(below["DESCRIPTION"])


def test_a_filter_by_account_says_how_accounts_are_chosen(kapta: Program) -> None:
    refused = kapta("today", "--filter", "account:Tannwald")
    assert refused.code == 2
    assert "write name:Tannwald." in refused.err
    assert kapta("today", "--filter", "name:Acme").code == 0
