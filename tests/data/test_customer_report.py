"""What leaves the house is what is marked to leave, and no word besides (mission S3; features: row 78)."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kapta_tui.cli.reportvalues import values_of
from kapta_tui.cli.session import Reader
from kapta_tui.data.read.customerreport import CustomerReport
from kapta_tui.data.read.plans import Show
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.playbook import default_text
from kapta_tui.reports.formats import content
from kapta_tui.reports.pictures import Plan, draw, sheet_of
from kapta_tui.reports.pictures import content as drawing
from kapta_tui.reports.registry import Report, Wanted, made
from tests.conftest import TODAY
from tests.data.desk import Desk

ACME = 1


def report(desk: Desk) -> Report:
    view = View(TODAY, "jane", current(desk.reading))
    return made(desk.reading, view, Wanted("customer", account=ACME))


def everything(desk: Desk) -> str:
    """Return the report in every format that is text."""
    from kapta_tui.cli.output.json_text import encode

    found = report(desk)
    view = View(TODAY, "jane", current(desk.reading))
    texts = [content(found, form).decode() for form in ("md", "html")]
    return "\n".join([*texts, encode(values_of(Reader(desk.reading, view), found))])


def pictures(desk: Desk) -> str:
    """Return what `timeline --customer` draws of the account and of all, filtered too."""
    view = View(TODAY, "jane", current(desk.reading))
    drawn = []
    for account in (ACME, None):
        for show, text in ((Show.ALL, ""), (Show.ACTIVE, ""), (Show.FULL, ""), (Show.ALL, "percent<50")):
            plan = Plan(account, show=show, filter=text, for_customer=True)
            try:
                drawn.append(drawing(draw(sheet_of(desk.reading, view, plan)), "svg").decode())
            except RuleError as error:
                drawn.append(error.cause)
    return "\n".join(drawn)


def remove_what_is_hidden(desk: Desk) -> None:
    """Remove all that is marked out, and the objectives that have nothing but that."""
    for kind, sql in (
        ("goals", "SELECT id FROM goal WHERE NOT in_customer_report"),
        (
            "objectives",
            "SELECT id FROM objective o WHERE EXISTS (SELECT 1 FROM action x WHERE x.objective_id = o.id) "
            "AND NOT EXISTS (SELECT 1 FROM action x WHERE x.objective_id = o.id AND x.in_customer_report)",
        ),
        ("actions", "SELECT id FROM action WHERE NOT in_customer_report"),
    ):
        for (number,) in desk.rows(sql):
            desk.do(verbs.remove_record, kind, number)


def add(desk: Desk, kind: str, name: str, **values: Value) -> int:
    return desk.do(verbs.add_record, kind, {"account": "Acme", "name": name, **values})


@pytest.mark.parametrize(("section", "is_in"), [("customer", True), ("internal", False)])
def test_new_work_is_in_the_report_where_its_section_is_the_customers(
    desk: Desk, section: str, is_in: bool
) -> None:
    goal = add(desk, "goals", "Plain", section=section)
    action = add(desk, "actions", "Step", goal=goal)
    shown = "SELECT in_customer_report FROM {} WHERE id = ?"
    assert desk.row(shown.format("goal"), goal) == desk.row(shown.format("action"), action) == (is_in,)
    said = add(desk, "goals", "Said", section=section, in_customer_report=not is_in)
    assert desk.row(shown.format("goal"), said) == (not is_in,)
    (launched,) = desk.do(
        verbs.add_goals_from_template, ACME, "handoff" if section == "internal" else "growth"
    )
    assert desk.row(shown.format("goal"), launched) == (is_in,)
    left_out = "SELECT name FROM action WHERE goal_id = ? AND NOT in_customer_report ORDER BY id"
    if is_in:
        assert [name for (name,) in desk.rows(left_out, launched)] == [
            *("Whitespace review", "Three new senior contacts", "Two opportunities with plans"),
        ]
    else:
        assert desk.rows("SELECT 1 FROM action WHERE goal_id = ? AND in_customer_report", launched) == []


def test_a_template_says_of_an_action_whether_the_customer_is_told(desk: Desk) -> None:
    told = "SELECT name, in_customer_report FROM {} WHERE name IN ('Kick-off', 'Training') ORDER BY name"
    old = '{ name = "Kick-off", start = 0'
    text = default_text().replace(old, f'{old}, audience = "internal"')
    desk.do(verbs.set_playbook, text)
    desk.do(verbs.remove_record, "actions", 1)
    desk.do(verbs.add_goals_from_template, ACME, "onboarding")
    assert desk.rows(told.format("action")) == [("Kick-off", 0), ("Training", 1)]
    desk.do(
        verbs.set_playbook,
        text.replace('audience = "customer", levels = 3', 'audience = "customer", levels = 1'),
    )
    desk.do(verbs.add_goals_from_template, ACME, "onboarding")
    assert desk.rows(told.format("goal")) == [("Kick-off", 0), ("Training", 1)]


def test_a_goal_takes_all_below_it_along_and_an_action_only_itself(desk: Desk) -> None:
    add(desk, "goals", "Ours", section="internal", in_customer_report=True)
    desk.do(verbs.add_goal_outline, ACME, "customer", "Big\n  Step\n    One\n    Two\n  Empty")
    desk.do(verbs.edit_record, "actions", 3, {"in_customer_report": False, "percent": 50})
    found = report(desk)
    assert isinstance(found.values, CustomerReport)
    assert [one.goal.name for one in found.values.yours] == ["Live", "Grow", "Big"]
    assert [one.goal.name for one in found.values.ours] == ["Ours"]
    assert found.aside.startswith("Left out: 1 action. Progress counts what is shown. Descriptions, ")
    assert "### Big\n\njane · not started · 0 % done\n" in found.markdown
    assert (
        "| Step · 0 % | One | not started | 0 % | jane | — | — |\n| Empty |  | not started |"
        in found.markdown
    )
    assert "Two" not in found.markdown
    desk.do(verbs.edit_record, "goals", 4, {"in_customer_report": False})
    found = report(desk)
    assert found.aside.startswith("Left out: 1 goal, 2 objectives, 2 actions. ")
    assert "Big" not in found.markdown
    desk.do(verbs.show_in_report, [("goals", 4), ("actions", 3)], True)
    assert report(desk).aside.startswith("No goal and no action is left out. ")


def test_an_objective_goes_with_the_last_of_its_actions(desk: Desk) -> None:
    desk.do(verbs.add_goal_outline, ACME, "customer", "Big\n  Squeeze them\n    One\n    Two\n  Empty")
    desk.do(verbs.show_in_report, [("actions", 2), ("actions", 3)], False)
    found = report(desk)
    assert found.aside.startswith("Left out: 1 objective, 2 actions. ")
    assert "Squeeze" not in found.markdown
    assert "| Empty |" in found.markdown


def test_a_customer_is_told_states_without_our_marks_on_them(desk: Desk) -> None:
    for name, values in (
        ("Full", {"percent": 100, "due": date(2026, 11, 1)}),
        ("Passed", {"start": date(2026, 11, 1)}),
        ("Held", {"status": "waiting", "percent": 10}),
        ("Dropped", {"status": "cancelled"}),
        ("Over", {"status": "completed"}),
    ):
        add(desk, "actions", name, goal="Grow", **values)
    text = report(desk).markdown
    for words in (
        "| Full | in progress | 100 % |",
        "| Passed | not started | 0 % |",
        "| Held | in progress | 10 % |",
        "| Dropped | cancelled |  |",
        "| Over | completed 2026-11-21 | 100 % |",
        "jane · in progress · 53 % done",
    ):
        assert words in text, words
    assert "late" not in text


def test_sections_of_one_level_are_one_table(desk: Desk) -> None:
    text = default_text().replace('audience = "customer", levels = 3', 'audience = "customer", levels = 1')
    desk.do(verbs.set_playbook, text)
    found = report(desk).markdown
    rows = "| Live | not started | 0 % | jane | — | — |\n| Kick-off | not started | 0 % | jane | — | 2026-12-01 |\n"
    assert f"| What | State | Done | Who | Start | Due |\n|---|---|--:|---|---|---|\n{rows}| Grow |" in found
    assert "###" not in found


def test_an_account_with_nothing_to_show_has_a_report(desk: Desk) -> None:
    desk.do(verbs.show_in_report, [("goals", 1), ("goals", 2)], False)
    found = report(desk)
    assert found.markdown == "# Joint plan: Acme\n\nAs of 2026-11-21 · jane\n\nNo goal has been agreed yet.\n"
    assert found.aside.startswith("Left out: 2 goals, 1 objective, 1 action. ")


_FLAGS = st.booleans()
_ACTION = st.tuples(
    _FLAGS, st.sampled_from(["not_started", "waiting", "cancelled", "completed"]), st.integers(0, 100)
)
_GOAL = st.tuples(
    st.sampled_from(["customer", "internal"]),
    _FLAGS,
    st.sampled_from([None, "contracts", "opportunities", "risks"]),
    st.lists(_ACTION, max_size=2),
    st.lists(st.lists(_ACTION, max_size=2), max_size=2),
)
_FORBIDDEN = (
    *("risk", "health", "internal", "task", "note", "score", "⚑", "▽", "$", "Champion"),
    *("late", "source", "description", "contract", "opportunity", "Ana Ruiz", "left out", "Left out"),
)


class Words:
    """Words that occur once, remembered by whether the customer may read them."""

    def __init__(self) -> None:
        self._numbers = count()
        self.hidden: list[str] = []
        self.shown: list[str] = []

    def hide(self) -> str:
        self.hidden.append(f"Hidden{next(self._numbers):03}x")
        return self.hidden[-1]

    def name(self, is_shown: bool) -> str:
        if not is_shown:
            return self.hide()
        self.shown.append(f"Shown{next(self._numbers):03}x")
        return self.shown[-1]


Plans = list[tuple[str, bool, str | None, list[tuple[bool, str, int]], list[list[tuple[bool, str, int]]]]]


def fill(desk: Desk, plan: Plans, words: Words, levels: int) -> None:
    """Write a plan that has a word of its own in every field."""
    for section, is_in, source, actions, steps in plan:
        values: Values = {
            "account": "Acme",
            "section": section,
            "name": words.name(is_in),
            "description": words.hide(),
            "external_id": words.hide(),
            "status_note": words.hide(),
            "in_customer_report": is_in,
        }
        risk = 3 if source == "risks" else None
        origin = None if source is None or risk is not None else (source, 1)
        goal = desk.do(verbs.add_work, "goals", values, source=origin, risk=risk)
        _actions(desk, words, goal, None, is_in, actions)
        for below in steps:
            is_told = is_in and levels == 3 and (not below or any(action[0] for action in below))
            named = words.name(is_told)
            step = add(desk, "objectives", named, goal=goal, description=words.hide())
            _actions(desk, words, goal, step, is_in, below)


def _actions(
    desk: Desk, words: Words, goal: int, step: int | None, is_in: bool, actions: list[tuple[bool, str, int]]
) -> None:
    for is_shown, status, percent in actions:
        number = add(
            desk,
            "actions",
            words.name(is_in and is_shown),
            goal=goal,
            objective=step,
            in_customer_report=is_shown,
            status=status,
            percent=percent,
            status_note=words.hide(),
            description=words.hide(),
            contacts=("Ana Ruiz",),
        )
        add(desk, "tasks", words.hide(), action=number, description=words.hide())
        add(desk, "tasks", words.hide())


@pytest.fixture
def quiet(desk: Desk) -> Desk:
    """Acme with a contract, an opportunity, a risk (3) and a note whose words must not leave."""
    for kind in ("contracts", "opportunities"):
        desk.do(verbs.edit_record, kind, 1, {"name": f"Hidden{kind}"})
    desk.do(verbs.start_risk, {"account": "Acme", "reasons": ("Hiddenreason",), "details": "Hiddendetails"})
    desk.do(verbs.add_record, "notes", {"account": "Acme", "text": "Hiddennote"})
    return desk


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(plan=st.lists(_GOAL, min_size=1, max_size=3), levels=st.integers(1, 3))
def test_nothing_marked_out_and_nothing_of_our_own_leaves_the_house(
    quiet: Desk, plan: Plans, levels: int
) -> None:
    words = Words()
    quiet.do(verbs.set_playbook, default_text())
    for (goal,) in quiet.rows("SELECT id FROM goal"):
        quiet.do(verbs.remove_record, "goals", goal)
    fill(quiet, plan, words, levels)
    text = default_text()
    for audience in ("customer", "internal"):
        line = f'audience = "{audience}", levels = '
        text = text.replace(f"{line}3", f"{line}{levels}")
    labels = (("The customer's strategic goals", "Hiddenlabel"), ("Our strategic goals", "Hiddenother"))
    for old, new in labels:
        text = text.replace(old, new, 1)
    quiet.do(verbs.set_playbook, text)
    told = everything(quiet)
    assert "Hidden" not in told, [word for word in words.hidden if word in told]
    assert [word for word in _FORBIDDEN if word in told.partition("<body>")[2].replace("<code>", "")] == []
    for word in words.shown:
        assert told.count(word) >= 3, word
    drawn = pictures(quiet)
    assert "Hidden" not in drawn, [word for word in words.hidden if word in drawn]
    remove_what_is_hidden(quiet)
    assert everything(quiet) == told
    assert pictures(quiet) == drawn
