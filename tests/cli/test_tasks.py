"""Tasks named alike, as those of one series are (features: rows 92 and 95)."""

from __future__ import annotations

from tests.cli.program import Program


def test_done_means_the_open_task_of_a_series_and_reopen_a_done_one(full: Program) -> None:
    words = ("--name", "Timesheet", "--due", "2026-11-23", "--recurrence", "weekly")
    full("task", "add", "Acme Corp", *words)
    for _ in range(3):
        ran = full("task", "done", "Timesheet")
        assert (ran.code, ran.err.startswith("Done: task Timesheet")) == (0, True)
    ran = full("task", "done", "Acme Corp", "timesh")
    assert ran.code == 0
    many = full("task", "reopen", "Timesheet")
    assert (many.code, many.err.count("(id ")) == (1, 4)
    first = many.err.split("(id ")[1].split(")")[0]
    assert full("task", "reopen", first).code == 0
    several = full("task", "done", "Timesheet")
    assert (several.code, several.err.count("(id ")) == (1, 2)
    assert full("task", "next", first).code == 0


def test_several_ids_are_refused_with_what_two_words_mean(full: Program) -> None:
    for name in ("One", "Two"):
        full("task", "add", "Acme Corp", "--name", name)
    listed = full("task", "list", "--json").json
    ids = [str(task["id"]) for task in listed if task["name"] in ("One", "Two")]
    account = str(full("account", "show", "Acme Corp", "--json").json["id"])
    refused = full("task", "done", *ids, ids[0])
    assert (refused.code, "Give one id at a time" in refused.err) == (2, True)
    for words in ((account, "999"), ("999", ids[0])):
        refused = full("task", "done", *words)
        assert refused.code == 2
        assert "Two words are an account and a record of it." in refused.err
    assert full("task", "done", account, ids[1]).code == 0
