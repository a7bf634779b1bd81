"""Commands that count risks: `kapta risk totals`, `matrix`, `reasons`, `load` and `resolutions`."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.parameters import Format, JsonFormat, chosen, filter_option, text
from kapta_tui.domain.kinds import KINDS

_READY = ", ".join(sorted(KINDS["risks"].ready))

_Filter = Annotated[
    str,
    filter_option(
        f"Of these risks alone, such as 'mine severity>=high'; @NAME is one kept under a name. "
        f"Ready words: {_READY}."
    ),
]
_Reason = Annotated[
    str, typer.Option("--reason", parser=text, metavar="CODE", help="This reason alone, or your own words.")
]


def offer_summaries(app: typer.Typer) -> None:
    """Add the commands to those of risks."""
    app.command("totals", short_help="how many, how they were closed, what is at stake")(totals)
    app.command("matrix", short_help="active ones by severity and likelihood")(matrix)
    app.command("reasons", short_help="how often each reason is the primary one, or one at all")(reasons)
    app.command("load", short_help="active ones by who works on them")(load)
    app.command("resolutions", short_help="which one works best, by reason")(resolutions)


def totals(query: _Filter = "", format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Count risks, active and by the status they were closed with, and say what is at stake.

    The contract value is that of the accounts affected, each counted once; the expected loss is that of active risks.
    Closed risks of archived accounts count among the closed ones, unless the filter says archived or !archived.
    """
    from kapta_tui.cli.nouns import risk_counts

    risk_counts.write_totals(query, chosen(format, as_json))


def matrix(query: _Filter = "", format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Count active risks by severity and likelihood, with the contract value at stake and the priority proposed.

    As a table a line per severity; with --json an object per cell, empty ones included.
    """
    from kapta_tui.cli.nouns import risk_counts

    risk_counts.write_matrix(query, chosen(format, as_json))


def reasons(query: _Filter = "", format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Count reasons: of how many risks each is the primary one, the first, and of how many it is one at all.

    'active' are those of all that are active; the contract value is that of the accounts affected.
    """
    from kapta_tui.cli.nouns import risk_counts

    risk_counts.write_reasons(query, chosen(format, as_json))


def load(query: _Filter = "", format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Count active risks by person: who is assigned, or the account's owner where nobody is.

    'assigned' are those that name the person, 'overdue' those of accounts with overdue work.
    """
    from kapta_tui.cli.nouns import risk_counts

    risk_counts.write_load(query, chosen(format, as_json))


def resolutions(
    query: _Filter = "",
    reason: _Reason = "",
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Say how often each resolution kept the account, by reason, what worked best first.

    'used' counts closed risks, also of archived accounts unless the filter says archived or !archived; 'kept' those
    of them not closed as lost; risks that never were any are left out. The order is that of the share that can be
    relied on: one success of one case stands behind 18 of 20.
    """
    from kapta_tui.cli.nouns import risk_counts

    risk_counts.write_resolutions(query, reason, chosen(format, as_json))
