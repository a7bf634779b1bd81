"""Every kind can be added, shown, listed, changed and removed by the commands made from its fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.kinds import KINDS
from tests.cli.program import Program
from tests.conftest import make_store

ADDING: dict[str, tuple[str, ...]] = {
    "user": ("Nina", "--email", "nina@example.com"),
    "account": ("Beta AG", "--website", "beta.example"),
    "contact": ("Acme Corp", "--name", "Bo", "--title", "Buyer", "--is-primary"),
    "contract": ("Acme Corp", "--name", "C-105", "--value", "50k", "--auto-renew"),
    "opportunity": ("Acme Corp", "--name", "More", "--amount", "10.25", "--close-date", "+30d"),
    "product": ("Widget", "--price", "9.99"),
    "document": ("Acme Corp", "--name", "Offer", "--path", "https://acme.example/offer"),
    "swot": ("Acme Corp", "--quadrant", "threats", "--text", "A rival"),
    "voc": ("Acme Corp", "--question", "goals", "--text", "To grow", "--contact", "Ana Ruiz"),
    "qbr": ("Acme Corp", "--date", "+30d", "--colleague", "jane", "--contact", "Ana Ruiz"),
    "metric": ("Acme Corp", "--name", "Seats", "--start", "10", "--target", "50", "--value", "30"),
    "satisfaction": ("Acme Corp", "--score", "8", "--description", "Survey"),
    "note": ("Acme Corp", "--text", "Met them", "--contact", "Ana Ruiz"),
    "goal": ("Acme Corp", "--name", "Grow"),
    "objective": ("Acme Corp", "--goal", "Live in three sites", "--name", "Site one"),
    "action": ("Acme Corp", "--goal", "Live in three sites", "--name", "Train", "--due", "2026-12-01"),
    "task": ("Acme Corp", "--name", "Call"),
}


@pytest.fixture
def kapta(full: Program) -> Program:
    """The program on a filled store that the test may change."""
    return full


@pytest.mark.parametrize("noun", ADDING)
def test_a_record_of_every_kind_can_be_added_shown_and_removed(kapta: Program, noun: str) -> None:
    before = kapta(noun, "list", "--json").json
    added = kapta(noun, "add", *ADDING[noun], "--json").json
    assert added["kind"] == noun
    shown = kapta(noun, "show", str(added["id"]), "--json").json
    assert [shown.pop(more, []) for more in ("became", "plan")] == [[], []]
    assert shown == added
    removed = kapta(noun, "remove", str(added["id"]))
    assert (removed.code, removed.out) == (0, "")
    assert kapta(noun, "list", "--json").json == before


def test_adding_is_offered_for_every_kind() -> None:
    assert {*ADDING, "risk"} == {kind.noun for kind in KINDS.values()}


def test_add_writes_the_id_for_scripts_and_the_sentence_for_people(kapta: Program) -> None:
    ran = kapta("task", "add", "Acme Corp", "--name", "Call")
    assert ran.out == "1\n"
    assert ran.err == "Added task Call of Acme Corp.\n"


def test_edit_takes_the_options_of_add_and_an_empty_text_empties(kapta: Program) -> None:
    edited = kapta("contact", "edit", "Ana Ruiz", "--phone", "+49 30 1", "--reports_to", "", "--json").json
    assert edited["phone"] == "+49 30 1"
    emptied = kapta(
        "contact", "edit", "Acme Corp", "Ana Ruiz", "--phone", "", "--no-is-primary", "--json"
    ).json
    assert emptied["phone"] is None
    assert emptied["is_primary"] is False


def test_saving_what_stands_already_changes_nothing(kapta: Program) -> None:
    before = kapta("log", "--json").json
    assert kapta("contact", "edit", "Ana Ruiz", "--email", "ana@acme.test").err == "Nothing to change.\n"
    assert kapta("log", "--json").json == before


def test_long_text_comes_from_standard_input(kapta: Program) -> None:
    text = "Zoë said:\n\n- yes\n- [no] \x1b[31mred\n"
    kapta("note", "add", "Acme Corp", "--text", "-", stdin=text)
    assert kapta("note", "list", "Acme Corp", "--json").json[0]["text"] == "Zoë said:\n\n- yes\n- [no] red"


def test_each_use_of_an_option_is_one_item(kapta: Program) -> None:
    reasons = (
        "--reason",
        "quiet",
        "--reason",
        "too slow; too late, says Bo",
        "--reason",
        "Customer gone quiet",
    )
    started = kapta("risk", "start", "Zoë", *reasons, "--json").json
    assert [item["code"] for item in started["reasons"]] == ["QUIET", None]
    assert started["reasons"][1]["label"] == "too slow; too late, says Bo"


def test_custom_fields_are_set_by_name(kapta: Program) -> None:
    book = (
        kapta("playbook", "show").out + '\n[fields.account]\nregion = { label = "Region", type = "number" }\n'
    )
    imported = kapta("playbook", "import", "-", stdin=book)
    assert imported.code == 0, imported.err
    edited = kapta("account", "edit", "Acme Corp", "--set", "region=2.5", "--json").json
    assert edited["custom"] == {"region": 2.5}
    assert kapta("account", "list", "--filter", "region>2", "--columns", "name,region").lines == [
        ["Acme Corp", "2.5"]
    ]


def test_archived_accounts_leave_the_list_with_all_that_is_theirs(kapta: Program) -> None:
    kapta("account", "archive", "Acme Corp")
    assert "Acme Corp" not in kapta("account", "list").out
    assert kapta("risk", "list", "--json").json == []
    assert "Acme Corp" in kapta("account", "list", "--filter", "archived").out
    kapta("account", "unarchive", "Acme Corp")
    assert "Acme Corp" in kapta("account", "list").out


def test_a_risk_is_called_by_its_account(kapta: Program) -> None:
    closed = kapta(
        "risk", "close", "Acme Corp", "--status", "closed_resolved", "--resolution", "done", "--json"
    ).json
    assert (closed["active"], closed["closed_at"]) == (False, "2026-11-21")
    again = kapta("risk", "reopen", "Acme Corp", "--json").json
    assert (again["id"], again["status"], again["closed_at"]) == (closed["id"], "open", None)
    edited = kapta("risk", "edit", "Acme Corp", "--severity", "low", "--json").json
    assert edited["severity"] == "low"


def test_an_outline_becomes_goals_with_what_stands_below(kapta: Program) -> None:
    outline = "Win due:+7d\n  Do it\n    Call\nKeep\n"
    goals = kapta("goal", "add", "Acme Corp", "--outline", "-", "--json", stdin=outline).json
    assert [(goal["name"], goal["due"]) for goal in goals] == [("Win", "2026-11-28"), ("Keep", None)]
    refused = kapta("goal", "add", "Acme Corp", "--outline", "-", "--name", "x", stdin=outline)
    assert refused.code == 2


def test_goals_end_with_their_actions(kapta: Program) -> None:
    assert kapta("goal", "complete", "Live in three sites").code == 1
    done = kapta("goal", "complete", "Live in three sites", "--with-actions", "--json").json
    assert done["completed_at"] == "2026-11-21"
    assert kapta("action", "show", "Roll out", "--json").json["status"] == "completed"
    assert kapta("goal", "reopen", "Live in three sites", "--json").json["completed_at"] is None


def test_a_day_can_be_replayed(kapta: Program) -> None:
    late = kapta("--today", "2026-12-24", "action", "list", "--filter", "overdue", "--json").json
    assert [action["name"] for action in late] == ["Roll out"]
    assert kapta("action", "list", "--filter", "overdue", "--json").json == []


def test_names_like_code_and_markup_come_back_as_they_are(kapta: Program, tmp_path: Path) -> None:
    names = [
        "[bold]x[/bold]",
        "$(reboot)",
        "'; DROP TABLE account; --",
        "<b>&amp;",
        "ＡＢＣ 👩‍👩‍👧",
        "a\u202eb",
    ]
    store = make_store(kapta.path)
    for name in names:
        store.do(add_record, "accounts", {"name": name})
    found = [account["name"] for account in kapta("account", "list", "--sort", "id", "--json").json][2:]
    assert found == [*names[:-1], "ab"]
    table = kapta("account", "list", "--format", "table", "--columns", "name").out
    for name in found:
        assert name in table


def test_a_recurrence_is_given_in_words_or_as_a_rule(kapta: Program) -> None:
    words = ("task", "add", "Acme Corp", "--name", "Report", "--recurrence", "every quarter", "--json")
    assert kapta(*words).json["recurrence"] == "FREQ=MONTHLY;INTERVAL=3"
    task = str(kapta(*words).json["id"])
    changed = kapta("task", "edit", task, "--recurrence", "freq=weekly;byday=mo", "--json").json
    assert changed["recurrence"] == "FREQ=WEEKLY;BYDAY=MO"
    refused = kapta("task", "edit", task, "--recurrence", "every banana")
    assert refused.code == 2
    assert "--recurrence: 'every banana' is no recurrence" in refused.err


def test_gains_name_what_filling_the_profile_would_add(filled: Program) -> None:
    found = filled("account", "gains", "Acme Corp", "--json").json
    assert {"item", "part", "what", "profile", "health"} == set(found[0])
    assert [row["profile"] for row in found] == sorted((row["profile"] for row in found), reverse=True)
    assert ("champion", None, "name a champion") in [(row["item"], row["part"], row["what"]) for row in found]
