"""`kapta export` and `kapta template`: records out of the store, and a sheet to fill in."""

from __future__ import annotations

import io
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.namedfilters import filter_of
from kapta_tui.cli.nouns.names import names_of
from kapta_tui.cli.output.stdout import quiet_pipe, stdout_bytes
from kapta_tui.cli.parameters import Sort, filter_option, one_of, out_path, text
from kapta_tui.cli.progress import waiting
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.kinds import KINDS, kind_named

ALL = "all"

app = plain_app()


_Kind = Annotated[str, typer.Argument(metavar="KIND|plans|all", parser=text)]
_Out = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", parser=out_path, help="The suffix names the format."),
]
_Format = Annotated[
    Literal["csv", "tsv", "xlsx", "json", "jsonl", "md", "vcf"] | None,
    typer.Option(
        "--format",
        parser=one_of("csv", "tsv", "xlsx", "json", "jsonl", "md", "vcf"),
        metavar="[csv|tsv|xlsx|json|jsonl|md|vcf]",
        help="Default: what the suffix of FILE names, else csv; vcf (contact cards) for contacts.",
    ),
]
_Query = Annotated[str, filter_option("As in 'kapta NOUN list'.")]
_Account = Annotated[
    str, typer.Option("--account", parser=text, metavar="NAME", help="What belongs to one account.")
]
_Columns = Annotated[
    str, typer.Option("--columns", parser=text, metavar="A,B", help="Fields to write, in order.")
]
_Archived = Annotated[bool, typer.Option("--archived", help="What belongs to archived accounts as well.")]


@app.command("export")
def export(
    kind: _Kind,
    out: _Out = None,
    format: _Format = None,  # noqa: A002
    query: _Query = "",
    sort: Sort = "",
    columns: _Columns = "",
    account: _Account = "",
    archived: _Archived = False,
) -> None:
    """Write the records of a KIND as a table that 'kapta import' takes back; without -o to standard output.

    'plans' writes goals, objectives, actions and tasks with all their fields together: as a workbook (.xlsx), an
    object of arrays (.json), tables under headings (.md) or a folder of CSVs; --filter holds for each of them. 'all'
    writes a workbook with a sheet for each kind (.xlsx), the lossless dump of the whole store (.json), or a folder
    with a file for each kind.
    """
    if out is not None and str(out) == "-":
        out = None
    patience = waiting("Writing…") if out is not None else nullcontext()
    with session().reading() as reader, quiet_pipe(), patience:
        if kind == ALL:
            if query or sort or columns or account:
                raise UsageError(
                    "'all' writes everything as it is.", "Name one kind to filter, sort or choose."
                )
            _everything(reader, out, format)
            return
        from kapta_tui.exchange.export import SETS, export_table
        from kapta_tui.exchange.writers import format_of

        if kind in SETS:
            if sort or columns:
                raise UsageError(
                    f"'{kind}' writes every field of several kinds.",
                    "Name one kind to sort it or choose columns.",
                )
            _set(reader, kind, out, format, query, account, archived=archived)
            return
        name = kind_named(kind).name
        count = export_table(
            reader.connection,
            name,
            reader.view,
            out=out or _binary(format),
            format=format_of(out, format, name) if out else format or "csv",
            filter=filter_of(kind_named(kind), query),
            sort=names_of(sort),
            columns=names_of(columns),
            archived=archived,
            account=_account(reader, name, account),
        )
    if out is not None:
        say(f"Wrote {kind_named(kind).counted(count)} to {out}.")


@app.command("template")
def template(
    kind: Annotated[str, typer.Argument(metavar="KIND", parser=text)],
    out: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", parser=out_path, help="An .xlsx, .csv or .tsv file."),
    ],
) -> None:
    """Write a spreadsheet to fill in: the columns that an import of KIND takes, each explained."""
    from kapta_tui.domain.playbook import default
    from kapta_tui.exchange.template import write_template

    if session().store_path.exists():
        with session().reading() as reader:
            playbook = reader.playbook
    else:
        playbook = default()
    with quiet_pipe():
        write_template(kind, playbook, stdout_bytes() if str(out) == "-" else out)
    if str(out) != "-":
        say(f"Wrote {out}; 'kapta import {out} --as {kind_named(kind).name}' takes it back.")


def _account(reader: Reader, kind: str, name: str) -> int | None:
    """Return the id of the account that is named. Raises UsageError for a kind that belongs to none."""
    if not name:
        return None
    if KINDS[kind].owner != "account":
        raise UsageError(
            f"{kind.capitalize()} belong to no account.", "Leave --account out, or use --filter."
        )
    from kapta_tui.data.read.find import find

    return find(reader.connection, "accounts", name)


def _set(
    reader: Reader,
    name: str,
    out: Path | None,
    form: str | None,
    query: str,
    account: str,
    *,
    archived: bool,
) -> None:
    from kapta_tui.exchange.export import SETS, export_set, set_format

    wanted = set_format(out, form)
    counts = export_set(
        reader.connection,
        name,
        reader.view,
        out=out or _binary(wanted),
        format=wanted,
        filter=filter_of(KINDS[SETS[name][0]], query),
        account=_account(reader, SETS[name][0], account),
        archived=archived,
    )
    if out is not None:
        said = ", ".join(KINDS[kind].counted(count) for kind, count in counts.items())
        say(f"Wrote {said} to {out}.")


def _everything(reader: Reader, out: Path | None, form: str | None) -> None:
    name = form or (out.suffix.removeprefix(".").lower() if out is not None else "")
    if name == "json":
        _dump(reader, out or stdout_bytes())
        if out is not None:
            say(f"Wrote the whole store to {out}; 'kapta import {out}' fills an empty one with it.")
        return
    if out is None:
        raise UsageError("'all' needs a place to write to.", "Add -o FILE.xlsx, -o FILE.json or -o FOLDER.")
    from kapta_tui.exchange.export import export_all

    counts = export_all(reader.connection, reader.view, out, form)
    filled = ", ".join(KINDS[kind].counted(count) for kind, count in counts.items() if count)
    say(f"Wrote {filled or 'nothing'} to {out}.")


def _dump(reader: Reader, out: Path | BinaryIO) -> None:
    from kapta_tui.data import dump
    from kapta_tui.exchange.writers import opened

    with opened(out) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
        dump.write(reader.connection, text)
        text.detach()


def _binary(form: str | None) -> BinaryIO:
    if form == "xlsx" and stdout_bytes().isatty():
        raise UsageError("A workbook is nothing a terminal can show.", "Add -o FILE.xlsx.")
    return stdout_bytes()
