"""`kapta risk add-reason`, and the way to it where a second risk is refused (features: row 31)."""

from __future__ import annotations

from typing import Any

import typer

from kapta_tui.cli.nouns.making import naming_help
from kapta_tui.cli.parameters import JsonRecord, Record
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["risks"]


def offer_reasons(app: typer.Typer) -> None:
    """Put `add-reason` among the commands of risks."""
    about = "Add reasons to a risk as the least important ones, in the order given."
    app.command("add-reason", short_help="one more reason for a risk", help=f"{about}{naming_help(KIND)}")(
        add_reason
    )


@of_kind(KIND, only=("reasons",))
def add_reason(record: Record, *, as_json: JsonRecord = False, **given: Any) -> None:
    """Add reasons to a risk."""
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.risks import add_risk_reasons

    def act(risk: int, values: dict[str, Value]) -> int:
        reasons = values.get("reasons")
        session().write(add_risk_reasons, risk, reasons if isinstance(reasons, tuple) and reasons else ("",))
        return risk

    on_record(KIND, record, given, as_json, act)


def start(account: int, values: dict[str, Value]) -> int:
    """Start a risk on the account and return its id.

    Raises:
        RuleError: as `start_risk`; where an active risk stands in the way, the remedy holds the commands that help.
    """
    from kapta_tui.data.write.risks import start_risk

    try:
        return session().write(start_risk, {"account": account, **values}).value
    except RuleError as error:
        remedy = _ways(account, values.get("reasons")) if error.field == "account" else ""
        if not remedy:
            raise
        raise RuleError(error.cause, remedy, error.field) from None


def _ways(account: int, wanted: Value) -> str:
    """Return the commands that add the wanted reasons to the active risk or close it; empty when it has gone."""
    from kapta_tui.data.read.standing import standing

    with session().reading() as reader:
        found = standing(reader.connection, reader.view, account, wanted if isinstance(wanted, tuple) else ())
    return "" if found is None else ways_words(found.risk, found.fresh)


def ways_words(risk: int, reasons: tuple[str, ...]) -> str:
    """Return what adds `reasons` to the risk with the id `risk`, or closes it, as one types it."""
    from shlex import quote

    if not reasons:
        return f"It has these reasons already; to end it first: kapta risk close {risk}"
    options = " ".join(f"--reason {quote(reason)}" for reason in reasons)
    return f"Add to it: kapta risk add-reason {risk} {options} (to end it first: kapta risk close {risk})"
