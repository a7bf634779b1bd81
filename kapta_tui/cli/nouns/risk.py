"""`kapta risk`: why an account may be lost (mission S0)."""

from __future__ import annotations

from typing import Any

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns import risk_reasons, risk_summaries, risk_work
from kapta_tui.cli.nouns.making import naming_help, noun_group
from kapta_tui.cli.parameters import Account, JsonRecord, Record
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["risks"]

app = plain_app()


@app.command("start", short_help="a risk on an account")
@of_kind(KIND, without=("account",))
def start(account: Account, *, as_json: JsonRecord = False, **given: Any) -> None:
    """Start a risk on an account, which has one active risk at a time; --reason most important first."""
    from kapta_tui.cli.nouns.acting import below_account

    below_account(KIND, account, given, as_json, risk_reasons.start)


@app.command(
    "close",
    short_help="with a status and resolutions",
    help=f"Close a risk with a closing status and how it was resolved.{naming_help(KIND)}",
)
@of_kind(KIND, only=("status", "resolutions", "closed_at", "details"))
def close(record: Record, *, as_json: JsonRecord = False, **given: Any) -> None:
    """Close a risk."""
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.risks import close_risk

    def act(risk: int, values: dict[str, Value]) -> int:
        closed = session().write(close_risk, risk, values).value
        risk_reasons.say_cost(closed)
        return closed

    on_record(KIND, record, given, as_json, act)


@app.command(
    "reopen",
    short_help="make a closed risk active again",
    help=f"Make a closed risk active again.{naming_help(KIND)}",
)
@of_kind(KIND, only=("status",))
def reopen(record: Record, *, as_json: JsonRecord = False, **given: Any) -> None:
    """Make a closed risk active again."""
    from kapta_tui.cli.nouns.acting import on_record

    def act(risk: int, values: dict[str, Value]) -> int:
        return risk_reasons.reopen(risk, str(values.get("status") or "open"))

    on_record(KIND, record, given, as_json, act)


risk_reasons.offer_reasons(app)
risk_summaries.offer_summaries(app)
risk_work.offer_work(app)

group = noun_group(KIND, "Why an account may be lost, and what became of it.", app, without=("add",))
