"""Actions from the shell: reports, history and key players (mission S3; features: rows 83 to 87)."""

from __future__ import annotations

import pytest

from tests.cli.program import Program

KEYS = (
    *("section", "goal", "objective", "name", "status", "percent", "owner", "start", "due", "completed_at"),
    *("overdue", "source", "in_customer_report", "contacts"),
)


@pytest.fixture
def kapta(full: Program) -> Program:
    """The program on a filled store with a key player of the action 1, called awkwardly."""
    full("contact", "add", "Acme Corp", "--name", "Bo [/oops] 日本")
    full("action", "edit", "1", "--contact", "Ana Ruiz", "--contact", "Bo [/oops] 日本")
    return full


def test_show_has_every_key_that_scripts_rely_on(kapta: Program) -> None:
    shown = kapta("action", "show", "1", "--json").json
    assert set(KEYS) | {"id", "kind", "account", "custom"} <= set(shown)
    assert shown["contacts"] == ["Ana Ruiz", "Bo [/oops] 日本"]


def test_key_players_filter_actions_and_are_counted_by_contact(kapta: Program) -> None:
    found = kapta("action", "list", "--filter", 'contacts:"Ana Ruiz"', "--json").json
    assert [action["id"] for action in found] == [1]
    busy = kapta("contact", "list", "--filter", "open_actions>0", "--sort", "-open_actions", "--json").json
    assert [(one["name"], one["open_actions"]) for one in busy] == [("Ana Ruiz", 1), ("Bo [/oops] 日本", 1)]
    kapta("action", "complete", "1")
    assert kapta("contact", "list", "--filter", "open_actions>0", "--json").json == []


def test_a_hundred_percent_closes_nothing_and_is_found_until_the_mark(kapta: Program) -> None:
    said = kapta("action", "update", "1", "--percent", "100", "--note", "ready [/b]").err
    assert "100 %, open until it is completed" in said
    full = ("action", "list", "--filter", "percent=100 completed_at:", "--json")
    assert [action["id"] for action in kapta(*full).json] == [1]
    kapta("action", "complete", "1")
    assert kapta(*full).json == []
    kapta("action", "reopen", "1")
    assert [action["percent"] for action in kapta(*full).json] == [100]


@pytest.mark.parametrize(
    ("field", "option", "first", "second"),
    [
        ("percent", "--percent", ("20", "20 %"), ("70", "70 %")),
        ("status", "--status", ("in_progress", "In progress"), ("waiting", "Waiting")),
        ("status_note", "--note", ("for [/parts]", "for [/parts]"), ("日本", "日本")),
        ("owner", "--owner", ("omar", "omar"), ("priya", "priya")),
        ("due", "--due", ("2027-01-31", "2027-01-31"), ("2027-02-28", "2027-02-28")),
    ],
)
def test_each_field_has_a_history_of_its_own(
    kapta: Program, field: str, option: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    for given, _ in (first, second):
        kapta("action", "update", "1", option, given)
    told = kapta("action", "history", "1", "--field", field, "--json").json
    assert [(one["field"], one["after"]) for one in told[:2]] == [(field, second[1]), (field, first[1])]
    assert told[0]["before"] == first[1]
    assert told[0]["user"]


def test_what_should_have_begun_is_found(kapta: Program) -> None:
    kapta("action", "edit", "1", "--start", "2026-01-05")
    words = ("action", "list", "--filter", "completed_at: status=not_started start<today", "--json")
    assert [action["id"] for action in kapta(*words).json] == [1]
    kapta("action", "start", "1")
    assert kapta(*words).json == []
