"""Open tasks of an action that is completed are told of, or completed with `--with-tasks`."""

from __future__ import annotations

import json

import pytest

from tests.cli.program import Program


@pytest.fixture
def kapta(full: Program) -> Program:
    """The program on a filled store with an open task below the action 1."""
    full("task", "add", "Acme Corp", "--name", "Book the room", "--action", "1")
    return full


def open_tasks(kapta: Program) -> int:
    action = kapta("action", "show", "1", "--json").json["name"]
    tasks = json.loads(kapta("task", "list", "--json").out)
    return sum(task["done_at"] is None and task["action"] == action for task in tasks)


@pytest.mark.parametrize("words", [("action", "complete", "1"), ("goal", "complete", "1", "--with-actions")])
def test_tasks_stay_open_and_are_told_of_or_are_completed_too(kapta: Program, words: tuple[str, ...]) -> None:
    count = open_tasks(kapta)
    assert count >= 1
    noun = "task stays" if count == 1 else "tasks stay"
    assert f"; {count} {noun} open." in kapta(*words).err
    assert open_tasks(kapta) == count
    kapta("undo")
    assert f" with {count} open task" in kapta(*words, "--with-tasks").err
    assert open_tasks(kapta) == 0
