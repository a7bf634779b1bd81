"""`kapta risk address`: which goals, actions and tasks address a risk (mission S0; features: row 55)."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.nouns.making import naming_help
from kapta_tui.cli.parameters import JsonRecord, Record, text
from kapta_tui.cli.session import Reader, session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["risks"]
_ABOUT = "Say which goals, actions or tasks of the account address a risk, or with --remove no longer do."

_Goals = Annotated[
    list[str] | None, typer.Option("--goal", parser=text, metavar="NAME", help="A goal by name or id.")
]
_Actions = Annotated[
    list[str] | None, typer.Option("--action", parser=text, metavar="NAME", help="An action by name or id.")
]
_Tasks = Annotated[
    list[str] | None, typer.Option("--task", parser=text, metavar="NAME", help="A task by name or id.")
]
_Remove = Annotated[bool, typer.Option("--remove", help="Take the links away; the work itself stays.")]


def offer_work(app: typer.Typer) -> None:
    """Put `address` among the commands of risks."""
    app.command("address", short_help="what is done about a risk", help=f"{_ABOUT}{naming_help(KIND)}")(
        address
    )


@of_kind(KIND)
def address(
    record: Record,
    goal: _Goals = None,
    action: _Actions = None,
    task: _Tasks = None,
    remove: _Remove = False,
    as_json: JsonRecord = False,
) -> None:
    """Say what addresses a risk."""
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.turning import address_risk

    named = {"goals": goal or [], "actions": action or [], "tasks": task or []}
    if not any(named.values()):
        raise UsageError("Which work is not said.", "Name it with --goal, --action or --task.")

    def act(risk: int, _values: dict[str, Value]) -> int:
        with session().reading() as reader:
            chosen = _found(reader, risk, named)
        return session().write(address_risk, risk, chosen, not remove).value

    on_record(KIND, record, {}, as_json, act)


def _found(reader: Reader, risk: int, named: dict[str, list[str]]) -> list[tuple[str, int]]:
    """Return kind and id of the work that is named, within the account of the risk. Raises NotFound, Ambiguous."""
    from kapta_tui.data.read.find import find
    from kapta_tui.data.read.names import account_of

    account = account_of(reader.connection, "risks", risk)
    return [
        (kind, find(reader.connection, kind, name, account))
        for kind, names in named.items()
        for name in names
    ]
