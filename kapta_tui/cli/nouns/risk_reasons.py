"""`kapta risk add-reason`, and the ways out where a second active risk is refused (features: row 31)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import typer

from kapta_tui.cli.nouns.making import naming_help
from kapta_tui.cli.parameters import JsonRecord, Record
from kapta_tui.cli.session import say, session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.risk import closing_statuses, read_reasons

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
    """Start a risk on the account, say what it costs in health, and return its id.

    Raises:
        RuleError: as `start_risk`; where an active risk stands in the way, the remedy holds the commands that help.
    """
    from kapta_tui.data.write.risks import start_risk

    try:
        risk = session().write(start_risk, {"account": account, **values}).value
        say_cost(risk)
        return risk
    except RuleError as error:
        remedy = _ways(account, values.get("reasons")) if error.field == "account" else ""
        if not remedy:
            raise
        raise RuleError(error.cause, remedy, error.field) from None


def say_cost(risk: int) -> None:
    """Say what an active risk does to the score of its account, or what its end gives back (features: row 53)."""
    from kapta_tui.data.read.health.riskeffect import cost_said, gain_said
    from kapta_tui.data.read.risks import rows

    with session().reading() as reader:
        row = rows(reader.connection, reader.view, [risk]).get(risk)
        if row is None or not reader.playbook.enabled("risks"):
            return
        is_active = row.closed_at is None
        said = cost_said(reader.connection, reader.view, row) if is_active else ""
        words = said or gain_said(reader.connection, reader.view, [row])
    if words:
        say(f"It {words}.")


def reopen(risk: int, status: str) -> int:
    """Make a closed risk active again, say what it costs in health, and return its id.

    Raises:
        RuleError: as `reopen_risk`; where another risk is active, the remedy holds the command that closes it.
    """
    from kapta_tui.data.write.risks import reopen_risk

    try:
        written = session().write(reopen_risk, risk, status).value
        say_cost(written)
        return written
    except RuleError as error:
        remedy = _way_to_reopen(risk) if error.field == "status" else ""
        if not remedy:
            raise
        raise RuleError(error.cause, remedy, error.field) from None


def _ways(account: int, wanted: Value) -> str:
    """Return the commands that add the wanted reasons to the active risk or close it; empty when it has gone."""
    from kapta_tui.data.read.standing import standing

    with session().reading() as reader:
        found = standing(reader.connection, reader.view, account, wanted if isinstance(wanted, tuple) else ())
        playbook = reader.playbook
    if found is None:
        return ""
    return ways_words(found.risk, found.fresh, close_words(playbook, found.risk, found.reasons))


def _way_to_reopen(risk: int) -> str:
    """Return the command that closes the other risk of the account that is active; empty where none is."""
    from kapta_tui.data.read.names import account_of
    from kapta_tui.data.read.standing import standing

    with session().reading() as reader:
        account = account_of(reader.connection, KIND.name, risk)
        found = standing(reader.connection, reader.view, account)
        playbook = reader.playbook
    if found is None or found.risk == risk:
        return ""
    return f"Close the active one first: {close_words(playbook, found.risk, found.reasons)}"


def ways_words(risk: int, reasons: tuple[str, ...], close: str) -> str:
    """Return what adds `reasons` to the risk with the id `risk`, or `close` that ends it, as one types it."""
    from shlex import quote

    if not reasons:
        return f"It has these reasons already; to end it first: {close}"
    options = " ".join(f"--reason {quote(reason)}" for reason in reasons)
    return f"Add to it: kapta risk add-reason {risk} {options} (to end it first: {close})"


def close_words(playbook: Playbook, risk: int, reasons: Iterable[str]) -> str:
    """Return a command that closes a risk with `reasons`, with the first status and resolution that fit."""
    from shlex import quote

    status = closing_statuses(playbook)[0].code
    offered = playbook.resolutions_for(reason.code for reason in read_reasons(playbook, reasons))
    resolution = offered[0].code if offered else "how it ended"
    return f"kapta risk close {risk} --status {quote(status)} --resolution {quote(resolution)}"
