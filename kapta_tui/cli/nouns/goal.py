"""`kapta goal` (mission S3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from kapta_tui.cli.lazy import Entry
from kapta_tui.cli.nouns.completing import completing
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["goals"]
_ABOUT = (
    "Add a goal; write its id, or with --json all of it.\n\n"
    "--template lays a plan of the playbook out from --start; --outline reads goals with what is indented below "
    "them, by the levels of the section."
)


def adding() -> click.Command:
    """Return `kapta goal add`: one goal, a template's goals, or an outline's."""
    from kapta_tui.cli.fields import field_options, given_values, read_input
    from kapta_tui.cli.naming import account_id
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.parameters import TEXT
    from kapta_tui.cli.session import session

    def run(account: str, template: str | None, outline: str | None, as_json: bool, **given: Any) -> None:
        with session().reading() as reader:
            number = account_id(reader, account)
            values = given_values(reader, KIND, given)
        if template is not None and outline is not None:
            raise UsageError("--template and --outline are two ways to add goals.", "Give one of them.")
        if template is not None:
            goals = _from_template(number, template, values)
        elif outline is not None:
            text = read_input() if outline == "-" else outline
            goals = _from_outline(number, text, values)
        else:
            goals = [_one(number, values)]
        acting.write_records(KIND, goals, as_json, several=template is not None or outline is not None)

    params: list[click.Parameter] = [
        click.Argument(["account"], type=TEXT),
        click.Option(["--template"], type=TEXT, metavar="CODE", help="A plan of the playbook."),
        click.Option(
            ["--outline"], type=TEXT, metavar="TEXT", help="Indented lines; - reads standard input."
        ),
        *field_options(KIND, without=("account",)),
        acting.json_option(),
    ]
    return click.Command("add", params=params, callback=run, help=_ABOUT)


def _one(account: int, values: dict[str, Value]) -> int:
    from kapta_tui.cli.session import session
    from kapta_tui.data.write.basic import add_record

    return session().write(add_record, KIND.name, {"account": account, **values}).value


def _from_template(account: int, template: str, values: dict[str, Value]) -> list[int]:
    from kapta_tui.cli.session import session
    from kapta_tui.data.write.templates import add_goals_from_template

    start = values.pop("start", None)
    _refuse(values, "--template", "--start")
    day = start if isinstance(start, date) else None
    return session().write(add_goals_from_template, account, template, day).value


def _from_outline(account: int, text: str, values: dict[str, Value]) -> list[int]:
    from kapta_tui.cli.session import session
    from kapta_tui.data.write.outlines import add_goal_outline

    section = str(values.pop("section", None) or KIND.by_name["section"].default)
    _refuse(values, "--outline", "--section")
    return session().write(add_goal_outline, account, section, text).value


def _refuse(values: dict[str, Value], way: str, allowed: str) -> None:
    if values:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in values)
        raise UsageError(f"{way} does not go together with {names}.", f"Only {allowed} can stand beside it.")


group = noun_group(
    KIND.name,
    "What the plan for an account wants to reach.",
    {
        "add": Entry("one goal, a template's goals or an outline's", adding),
        **completing(KIND),
        **plain(
            KIND, "reopen", "take its completion back", "Take a goal's completion back.", "plans:reopen_goal"
        ),
    },
)
