"""`kapta risk`: why an account may be lost (mission S0)."""

from __future__ import annotations

import click

from kapta_tui.cli.lazy import Entry
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["risks"]


def starting() -> click.Command:
    """Return `kapta risk start`."""
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.session import session

    def start(account: int, values: dict[str, Value], _given: acting.Given) -> int:
        from kapta_tui.data.write.risks import start_risk

        return session().write(start_risk, {"account": account, **values}).value

    about = "Start a risk on an account, which has one active risk at a time; --reason most important first."
    return acting.on_account(KIND, "start", about, start)


def closing() -> click.Command:
    """Return `kapta risk close`."""
    from kapta_tui.cli.fields import field_options
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.session import session

    def close(risk: int, values: dict[str, Value], _given: acting.Given) -> int:
        from kapta_tui.data.write.risks import close_risk

        return session().write(close_risk, risk, values).value

    options = field_options(KIND, only=("status", "resolutions", "closed_at", "details"))
    about = "Close a risk with a closing status and how it was resolved."
    return acting.on_record(KIND, "close", about, close, options)


def reopening() -> click.Command:
    """Return `kapta risk reopen`."""
    from kapta_tui.cli.fields import field_options
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.session import session

    def reopen(risk: int, values: dict[str, Value], _given: acting.Given) -> int:
        from kapta_tui.data.write.risks import reopen_risk

        return session().write(reopen_risk, risk, str(values.get("status") or "open")).value

    about = "Make a closed risk active again."
    return acting.on_record(KIND, "reopen", about, reopen, field_options(KIND, only=("status",)))


group = noun_group(
    "risks",
    "Why an account may be lost, and what became of it.",
    {
        "start": Entry("a risk on an account", starting),
        "close": Entry("with a status and resolutions", closing),
        "reopen": Entry("make a closed risk active again", reopening),
    },
    without=("add",),
)
