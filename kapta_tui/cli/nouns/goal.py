"""`kapta goal` (mission S3)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.completing import completing
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.nouns.turning import ABOUT, From, add_work, no_account
from kapta_tui.cli.nouns.verbs import plain
from kapta_tui.cli.parameters import AnyAccount, JsonRecord, text
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["goals"]
_Template = Annotated[
    str | None, typer.Option("--template", parser=text, metavar="CODE", help="A plan of the playbook.")
]
_Outline = Annotated[
    str | None,
    typer.Option("--outline", parser=text, metavar="TEXT", help="Indented lines; - reads standard input."),
]
_ADD = (
    "Add a goal; write its id, or with --json all of it.\n\n--template lays a plan of the playbook out from --start; "
    "--outline reads goals with what is indented below them, by the levels of the section."
)

app = plain_app()


@app.command("add", short_help="one goal, a template's goals or an outline's", help=f"{_ADD}{ABOUT}")
@of_kind(KIND, without=("account",))
def add(
    account: AnyAccount = None,
    template: _Template = None,
    outline: _Outline = None,
    source: From = None,
    *,
    as_json: JsonRecord = False,
    **given: Any,
) -> None:
    """Add a goal, or those of a template or an outline."""
    from kapta_tui.cli.fields import given_values, read_input
    from kapta_tui.cli.naming import account_id
    from kapta_tui.cli.nouns.acting import write_records

    if template is None and outline is None:
        add_work(KIND, account, source, given, as_json)
        return
    if template is not None and outline is not None:
        raise UsageError("--template and --outline are two ways to add goals.", "Give one of them.")
    if source is not None:
        raise UsageError("--from makes one goal of its own.", "Leave --template and --outline out.")
    if account is None:
        raise no_account()
    with session().reading() as reader:
        number = account_id(reader, account)
        values = given_values(reader, KIND, given)
    if template is not None:
        goals = _from_template(number, template, values)
    else:
        goals = _from_outline(number, read_input() if outline == "-" else str(outline), values)
    write_records(KIND, goals, as_json, several=True)


completing(app, KIND)
plain(
    app,
    KIND,
    "reopen",
    "take its completion back",
    "Take a goal's completion back.",
    "plans:reopen_goal",
)


def _from_template(account: int, template: str, values: dict[str, Value]) -> list[int]:
    from kapta_tui.data.write.templates import add_goals_from_template

    start = values.pop("start", None)
    _refuse(values, "--template", "--start")
    day = start if isinstance(start, date) else None
    return session().write(add_goals_from_template, account, template, day).value


def _from_outline(account: int, text: str, values: dict[str, Value]) -> list[int]:
    from kapta_tui.data.write.outlines import add_goal_outline

    section = str(values.pop("section", None) or KIND.by_name["section"].default)
    _refuse(values, "--outline", "--section")
    return session().write(add_goal_outline, account, section, text).value


def _refuse(values: dict[str, Value], way: str, allowed: str) -> None:
    if values:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in values)
        raise UsageError(f"{way} does not go together with {names}.", f"Only {allowed} can stand beside it.")


group = noun_group(KIND, "What the plan for an account wants to reach.", app)
