"""`kapta goal` (mission S3)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.completing import completing
from kapta_tui.cli.nouns.copying import copying
from kapta_tui.cli.nouns.goalwork import working
from kapta_tui.cli.nouns.launching import launch, refuse_beside
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
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help="With --template: only list what would be made, with its dates.")
]
_ADD = (
    "Add a goal; write its id, or with --json all of it.\n\n--template lays a plan of the playbook out from --start, "
    "or for the contract, opportunity or risk that --from names; 'kapta playbook templates' lists them. "
    "--outline reads goals with what is indented below them, by the levels of the section; a line may end with "
    "due:2026-12-24 start:+7d owner:jane."
)

app = plain_app()


@app.command("add", short_help="one goal, a template's goals or an outline's", help=f"{_ADD}{ABOUT}")
@of_kind(KIND, without=("account",))
def add(
    account: AnyAccount = None,
    template: _Template = None,
    outline: _Outline = None,
    source: From = None,
    dry_run: _DryRun = False,
    *,
    as_json: JsonRecord = False,
    **given: Any,
) -> None:
    """Add a goal, or those of a template or an outline."""
    from kapta_tui.cli.fields import given_values, read_input
    from kapta_tui.cli.naming import account_id
    from kapta_tui.cli.nouns.acting import write_records

    if dry_run and template is None:
        raise UsageError("--dry-run lists what a template makes.", "Name one with --template.")
    if template is None and outline is None:
        add_work(KIND, account, source, given, as_json)
        return
    if template is not None and outline is not None:
        raise UsageError("--template and --outline are two ways to add goals.", "Give one of them.")
    if template is not None:
        launch(template, account, source, given, as_json=as_json, dry_run=dry_run)
        return
    if source is not None:
        raise UsageError("--from does not go together with --outline.", "Leave one of them out.")
    if account is None:
        raise no_account()
    with session().reading() as reader:
        number = account_id(reader, account)
        values = given_values(reader, KIND, given)
    goals = _from_outline(number, read_input() if outline == "-" else str(outline), values)
    write_records(KIND, goals, as_json, several=True)


working(app)
completing(app, KIND)
copying(app)
plain(
    app,
    KIND,
    "reopen",
    "take its completion back",
    "Take a goal's completion back.",
    "plans:reopen_goal",
)


def _from_outline(account: int, text: str, values: dict[str, Value]) -> list[int]:
    from kapta_tui.data.write.outlines import add_goal_outline

    section = values.pop("section", None)
    refuse_beside(values, "--outline", "--section")
    return session().write(add_goal_outline, account, None if section is None else str(section), text).value


group = noun_group(KIND, "What the plan for an account wants to reach.", app)
