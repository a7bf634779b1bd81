"""`kapta report`: what there is to read, print or send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.parameters import filter_option, one_of, out_path, text
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.domain.errors import UsageError

if TYPE_CHECKING:
    from kapta_tui.reports.registry import Kind, Report, Wanted

_KEYS = ("name", "title", "about", "of")

_Words = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME] [ACCOUNT|RISK-ID|ACCOUNT RISK-ID]", parser=text)
]
_Out = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", parser=out_path, help="FILE.md, .html, .pdf or .json."),
]
_Format = Annotated[
    Literal["md", "html", "pdf", "json"] | None,
    typer.Option(
        "--format",
        parser=one_of("md", "html", "pdf", "json"),
        metavar="[md|html|pdf|json]",
        help="Default: what the suffix of FILE names, else md; json are the values that the report tells.",
    ),
]
_Query = Annotated[
    str,
    filter_option(
        "Of a portfolio's report: only risks, of health and activity only accounts that pass, as in lists."
    ),
]
_Person = Annotated[
    str,
    typer.Option(
        "--person",
        parser=text,
        metavar="NAME",
        help="Of a portfolio's report: only accounts whose active risk this person works on.",
    ),
]
_Since = Annotated[
    str,
    typer.Option(
        "--since",
        parser=text,
        metavar="30d|DATE|last-qbr",
        help="Of health and activity: what they look back on; default 30d.",
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="Same as --format json.")]

app = plain_app()


@app.command("report")
def report(
    words: _Words = None,
    out: _Out = None,
    format: _Format = None,  # noqa: A002
    query: _Query = "",
    person: _Person = "",
    since: _Since = "",
    as_json: _Json = False,
) -> None:
    """Write a report on an account or on the portfolio; without a NAME list those that there are.

    'kapta report action_plan ACME' tells of all that is planned with an account, 'kapta report customer ACME' what
    of it the customer may read; what that leaves out is said beside it. 'kapta report risk ACME' tells of an
    account's active risk and its earlier ones, 'kapta report risk 12' of one risk, 'kapta report portfolio_risk' of
    all risks. 'kapta report health' and 'kapta report activity' tell of the portfolio, or of an account that is named.
    """
    with session().reading() as reader:
        if words:
            wanted = _wanted(reader, words, query, person, since)
            _write(reader, wanted, None if str(out) == "-" else out, "json" if as_json else format)
        elif out is not None or query or person or since:
            raise UsageError("Which report is meant is not said.", "'kapta report' alone lists them.")
        else:
            _list(reader, format, as_json=as_json)


def _list(reader: Reader, form: str | None, *, as_json: bool) -> None:
    from kapta_tui.cli.output import flat_listing, write_listing
    from kapta_tui.reports.registry import offered

    if form not in (None, "md", "json"):
        raise UsageError(f"The list of reports is not written as {form}.", "Name a report.")
    kinds = offered(reader.playbook)
    rows = [
        {"kind": "report", "name": kind.code, "title": kind.label, "about": kind.about, "of": kind.subject}
        for kind in kinds
    ]
    write_listing(flat_listing("reports", _KEYS, rows), "json" if as_json else form)
    if not kinds:
        say("The playbook offers no report; 'kapta playbook edit' does.")


def _write(reader: Reader, wanted: Wanted, out: Path | None, form: str | None) -> None:
    from kapta_tui.reports.formats import format_of

    if form is None and out is not None:
        form = "json" if out.suffix.lower() == ".json" else format_of(out)
    found = _made(reader, wanted, form or "md", to_file=out is not None)
    written = _content(reader, found, form or "md")
    if found.aside:
        say(found.aside)
    if out is None:
        from kapta_tui.cli.output.stdout import quiet_pipe, stdout_bytes

        with quiet_pipe():
            stdout_bytes().write(written)
            stdout_bytes().flush()
        return
    from kapta_tui.exchange.writers.target import opened

    with opened(out) as stream:
        stream.write(written)
    say(f"Wrote the report to {out}.")


def _wanted(reader: Reader, words: list[str], query: str, person: str, since: str) -> Wanted:
    """Return what the words of the command ask for. Raises NotFound, Ambiguous, UsageError, RuleError."""
    from kapta_tui.reports.registry import report_called

    name, *about = words
    kind = report_called(name, reader.playbook)
    if kind.looks_back:
        return _looking_back(reader, kind, about, query, person, since)
    if since:
        raise UsageError(f"The report {kind.code} looks back on no period.", "Leave --since out.")
    if kind.subject == "portfolio":
        if about:
            raise UsageError(
                f"The report {kind.code} is about no single account.",
                "Leave the name out, or narrow it down: --filter account:NAME.",
            )
        return _of_portfolio(reader, kind, query, person)
    if query or person:
        raise UsageError(f"The report {kind.code} is about one account.", "Leave --filter and --person out.")
    if not about:
        raise UsageError(
            "Whose report it shall be is not said.",
            f"Name the account, as in 'kapta report {kind.code} ACME'{_or_record(kind)}.",
        )
    return _of_account(reader, kind, about)


def _of_portfolio(reader: Reader, kind: Kind, query: str, person: str) -> Wanted:
    from kapta_tui.cli.namedfilters import filter_of
    from kapta_tui.data.read.find import find
    from kapta_tui.data.read.names import called
    from kapta_tui.domain.kinds import KINDS
    from kapta_tui.reports.registry import Wanted

    name = None
    if person:
        user = find(reader.connection, "users", person)
        name = called(reader.connection, "users", [user])[user]
    return Wanted(kind.code, filter=filter_of(KINDS[kind.narrows], query), person=name)


def _looking_back(
    reader: Reader, kind: Kind, about: list[str], query: str, person: str, since: str
) -> Wanted:
    """Return what is asked of a report on an account or on the portfolio, over a period."""
    from dataclasses import replace

    from kapta_tui.domain.health.period import DEFAULT, parse_period

    if person:
        raise UsageError(
            f"--person does not narrow the report {kind.code}.", "Use --filter owner:NAME instead."
        )
    if about and query:
        raise UsageError("This report is about one account.", "Leave --filter or the account out.")
    wanted = _of_account(reader, kind, about) if about else _of_portfolio(reader, kind, query, "")
    return replace(wanted, period=parse_period(since) if since else DEFAULT)


def _or_record(kind: Kind) -> str:
    return f"; or a {kind.noun} by its id" if kind.noun else ""


def _of_account(reader: Reader, kind: Kind, about: list[str]) -> Wanted:
    from kapta_tui.cli import naming
    from kapta_tui.data.read.riskreport import account_of
    from kapta_tui.domain.kinds import KINDS
    from kapta_tui.reports.registry import Wanted

    if len(about) > 1 and not kind.noun:
        raise UsageError(
            f"'{' '.join(about)}' names more than one account.", "Put a name of several words in quotes."
        )
    if len(about) == 1 and not (kind.noun and about[0].isdecimal()):
        return Wanted(kind.code, account=naming.account_id(reader, about[0]))
    risk = naming.record_id(reader, KINDS["risks"], about)
    return Wanted(kind.code, account=account_of(reader.connection, risk), risk=risk)


def _made(reader: Reader, wanted: Wanted, form: str, *, to_file: bool) -> Report:
    from kapta_tui.cli.output.stdout import is_terminal
    from kapta_tui.cli.progress import waiting
    from kapta_tui.reports.registry import made

    if form == "pdf" and not to_file and is_terminal():
        raise UsageError("A PDF is nothing a terminal can show.", "Add -o FILE.pdf.")
    with waiting("Reading…"):
        return made(reader.connection, reader.view, wanted)


def _content(reader: Reader, found: Report, form: str) -> bytes:
    from kapta_tui.cli.progress import waiting
    from kapta_tui.reports.formats import content

    with waiting("Writing…"):
        if form != "json":
            return content(found, form)
        from kapta_tui.cli.output.json_text import encode
        from kapta_tui.cli.reportvalues import values_of

        return f"{encode(values_of(reader, found))}\n".encode("utf-8", "replace")
