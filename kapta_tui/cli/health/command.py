"""`kapta health`: its arguments, and which of its answers is asked for (interface.md 1)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.parameters import Account, Format, JsonFormat, chosen, out_path, text
from kapta_tui.domain.errors import UsageError

app = plain_app()

_Since = Annotated[
    str,
    typer.Option(
        "--since",
        parser=text,
        metavar="90d|DATE|last-qbr",
        help="What today is compared with; default 30d. Of the history: where it begins.",
    ),
]


_Out = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", parser=out_path, help="Its days as a picture: FILE.svg or FILE.png."
    ),
]
_Factors = Annotated[
    str,
    typer.Option(
        "--factors", parser=text, metavar="A,B", help="Of the picture: the factors drawn, as in plan,notes."
    ),
]


@app.command("health")
def health(
    account: Account,
    why: Annotated[bool, typer.Option("--why", help="Down to the facts behind every point.")] = False,
    next_: Annotated[bool, typer.Option("--next", help="What would raise it, the most first.")] = False,
    since: _Since = "",
    history: Annotated[bool, typer.Option("--history", help="Its days, a row for each.")] = False,
    family: Annotated[bool, typer.Option("--family", help="It and what is below it, together.")] = False,
    out: _Out = None,
    factors: _Factors = "",
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Show the health of an account, 0 to 100, what every factor gives it, and what changed it.

    Points add up to the score, causes to its change. JSON has facts and steps without asking.
    """
    form = chosen(format, as_json)
    _refuse_together(("--history", history), ("--family", family), ("--why", why), ("--next", next_))
    if out is not None:
        _refuse_beside_picture(history or family or why or next_ or form is not None)
        from kapta_tui.cli.healthpicture import save_health_picture

        save_health_picture(account, out, since, factors)
    elif factors:
        raise UsageError("--factors is about the picture.", "Say where it goes: -o FILE.svg or FILE.png.")
    elif history:
        from kapta_tui.cli.health.history import show_history

        show_history(account, since, form)
    elif family:
        if since:
            raise UsageError("A family is shown as it is today.", "Leave --since out.")
        from kapta_tui.cli.health.family import show_family

        show_family(account, form)
    else:
        from kapta_tui.cli.health.showing import show_health

        show_health(account, since, form, why=why, steps=next_)


def _refuse_together(*options: tuple[str, bool]) -> None:
    """Raise UsageError where a table of its own is asked for together with something else."""
    given = [name for name, is_given in options if is_given]
    if len(given) > 1 and given[0] in ("--history", "--family"):
        raise UsageError(f"{given[0]} and {given[1]} do not go together.", "Ask for one of them at a time.")


def _refuse_beside_picture(is_more: bool) -> None:
    """Raise UsageError where a text is asked for together with the picture."""
    if is_more:
        raise UsageError(
            "-o draws the days of health.", "Leave the other options out, but --since and --factors."
        )
