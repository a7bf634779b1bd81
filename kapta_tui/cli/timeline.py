"""`kapta timeline`: swim lanes as a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.parameters import AnyAccount, at_least, filter_option, one_of, out_path, text
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.domain.errors import UsageError

if TYPE_CHECKING:
    from kapta_tui.reports.pictures import Depth, Period, Sheet

_ZOOMS = ("auto", "day", "week", "month", "quarter", "year")
_SHOWS = ("open", "active", "upcoming", "completed", "overdue", "mine", "all")
_THEMES = ("light", "dark")

_Out = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", parser=out_path, help="FILE.svg or FILE.png; - is standard output."
    ),
]
_Format = Annotated[
    Literal["svg", "png"] | None,
    typer.Option(
        "--format",
        parser=one_of("svg", "png"),
        metavar="[svg|png]",
        help="Default: what the suffix of FILE names; to standard output svg.",
    ),
]
_Zoom = Annotated[
    str,
    typer.Option(
        "--zoom",
        parser=one_of(*_ZOOMS),
        metavar=f"[{'|'.join(_ZOOMS)}]",
        help="What the ruler counts; auto is as close as the time goes on a slide.",
    ),
]
_From = Annotated[
    str,
    typer.Option("--from", parser=text, metavar="DAY", help="First day drawn, as 2026-01-01, eoq or -90d."),
]
_To = Annotated[str, typer.Option("--to", parser=text, metavar="DAY", help="Last day drawn.")]
_Show = Annotated[
    str,
    typer.Option(
        "--show", parser=one_of(*_SHOWS), metavar=f"[{'|'.join(_SHOWS)}]", help="Which goals and actions."
    ),
]
_Customer = Annotated[
    bool,
    typer.Option(
        "--customer",
        help="Only what is in the customer report, without where it came from and without risks.",
    ),
]
_Width = Annotated[
    int | None,
    typer.Option(
        "--width", parser=at_least(800), metavar="PX", help="800 to 8000; 1600, or what --zoom asks for."
    ),
]
_Depth = Annotated[
    Literal["goals", "objectives", "actions"] | None,
    typer.Option(
        "--depth",
        parser=one_of("goals", "objectives", "actions"),
        metavar="[goals|objectives|actions]",
        help="How deep the plan is drawn. Default: goals of all accounts; actions of one, or with --filter.",
    ),
]
_Theme = Annotated[
    str, typer.Option("--theme", parser=one_of(*_THEMES), metavar=f"[{'|'.join(_THEMES)}]", help="Colours.")
]
_Title = Annotated[str, typer.Option("--title", parser=text, metavar="TEXT", help="Default: the account.")]

app = plain_app()


@app.command("timeline")
def timeline(
    account: AnyAccount = None,
    out: _Out = None,
    format: _Format = None,  # noqa: A002
    zoom: _Zoom = "auto",
    first: _From = "",
    last: _To = "",
    query: Annotated[str, filter_option("Only actions and goals that pass, as in 'kapta action list'.")] = "",
    show: _Show = "all",
    depth: _Depth = None,
    customer: _Customer = False,
    width: _Width = None,
    theme: _Theme = "light",
    title: _Title = "",
) -> None:
    """Draw the swim lanes of an account, or of all: goals, objectives and actions in time, as SVG or PNG."""
    from kapta_tui.reports.pictures import MOST_WIDTH

    form = _form(out, format)
    if width is not None and width > MOST_WIDTH:
        raise UsageError(f"{width} pixels are too wide.", f"A picture has at most {MOST_WIDTH}.")
    with session().reading() as reader:
        period = _period(zoom, first, last, reader.view.today)
        sheet = replace(
            _sheet(reader, account, query, show, depth=depth, customer=customer, title=title),
            period=period,
            width=width,
            theme="dark" if theme == "dark" else "light",
        )
        written = _drawn(sheet, form)
    if out is None or str(out) == "-":
        _send(written)
        return
    from kapta_tui.exchange.writers.target import opened

    with opened(out) as stream:
        stream.write(written)
    say(f"Wrote the picture to {out}.")


def _form(out: Path | None, form: str | None) -> str:
    """Return the format. Raises UsageError where none is said, or where a terminal would be written to."""
    from kapta_tui.cli.output.stdout import is_terminal
    from kapta_tui.reports.pictures import format_of

    if out is not None and str(out) != "-":
        return form or format_of(out)
    if out is None and form is None:
        raise UsageError("Where the picture shall be written is not said.", "Add -o FILE.svg or FILE.png.")
    if form == "png" and is_terminal():
        raise UsageError("A PNG is nothing a terminal can show.", "Add -o FILE.png.")
    return form or "svg"


def _period(zoom: str, first: str, last: str, today: date) -> Period:
    from kapta_tui.domain.lanes import Zoom
    from kapta_tui.reports.pictures import Period

    counted = next((one for one in Zoom if one.label == zoom), None)
    begins, ends = _day(first, today, "--from"), _day(last, today, "--to")
    if begins and ends and ends < begins:
        raise UsageError("--to is before --from.", f"Turn them round: --from {ends} --to {begins}.")
    return Period(counted, begins, ends)


def _day(words: str, today: date, option: str) -> date | None:
    from kapta_tui.domain.dates import relative_date, written_date

    if not words:
        return None
    try:
        return relative_date(words, today) or written_date(words)
    except ValueError as error:
        raise UsageError(f"{option}: {error}.", "Write it as 2026-12-31, or as -90d.") from None


def _sheet(
    reader: Reader,
    account: str | None,
    query: str,
    show: str,
    *,
    depth: Depth | None,
    customer: bool,
    title: str,
) -> Sheet:
    from kapta_tui.cli.namedfilters import filter_of
    from kapta_tui.data.read.plans import Show
    from kapta_tui.domain.kinds import KINDS
    from kapta_tui.reports.pictures import Plan, sheet_of

    plan = Plan(
        account=None if account is None else _account(reader, account),
        show=Show(show),
        filter=filter_of(KINDS["actions"], query),
        for_customer=customer,
        title=title,
        depth=depth,
    )
    return sheet_of(reader.connection, reader.view, plan)


def _account(reader: Reader, words: str) -> int:
    from kapta_tui.cli import naming

    return naming.account_id(reader, words)


def _drawn(sheet: Sheet, form: str) -> bytes:
    from kapta_tui.cli.progress import waiting
    from kapta_tui.reports.pictures import content, draw

    with waiting("Drawing…"):
        return content(draw(sheet), form)


def _send(written: bytes) -> None:
    from kapta_tui.cli.output.stdout import quiet_pipe, stdout_bytes

    with quiet_pipe():
        stdout_bytes().write(written)
        stdout_bytes().flush()
