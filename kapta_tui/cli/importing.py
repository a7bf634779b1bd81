"""`kapta import`: files into the store, with an outcome for every table (interface.md 1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kapta_tui.cli.interrupt import interruptible
from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import send
from kapta_tui.cli.output.json_text import encode
from kapta_tui.cli.parameters import text
from kapta_tui.cli.session import say, session
from kapta_tui.domain.errors import RejectedRows, UsageError

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.exchange.outcome import ImportOutcome
    from kapta_tui.exchange.pipeline import Options


app = plain_app()

_UNDO: Final = "'kapta undo' takes the import back."

# The options of an import, which are many: named here, so that the function can be read.
_Files = Annotated[list[Path], typer.Argument(metavar="FILE...", parser=Path)]
_Kind = Annotated[
    str | None,
    typer.Option(
        "--as", parser=text, metavar="KIND", help="What the rows are; found from the header otherwise."
    ),
]
_Preset = Annotated[
    str | None,
    typer.Option(
        "--preset",
        parser=text,
        metavar="NAME",
        help="Which program wrote the file: a name or a TOML file.",
    ),
]
_Map = Annotated[
    Path | None,
    typer.Option("--map", metavar="FILE", parser=Path, help="A TOML file of header = field."),
]
_Sheet = Annotated[
    str | None, typer.Option("--sheet", parser=text, metavar="NAME", help="One sheet of a workbook.")
]
_Match = Annotated[
    str | None,
    typer.Option(
        "--match", parser=text, metavar="FIELD", help="The field that recognises records there are."
    ),
]
_Encoding = Annotated[
    str | None,
    typer.Option("--encoding", parser=text, metavar="NAME", help="Found from the bytes otherwise."),
]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would become of every row; change nothing.")
]
_Rejects = Annotated[
    Path | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        parser=Path,
        help="Where rejected rows go, to be mended and imported; replaces only a file of rejected rows.",
    ),
]
_Strict = Annotated[bool, typer.Option("--strict", help="One rejected row or cell keeps everything out.")]
_Account = Annotated[
    str,
    typer.Option(
        "--account",
        parser=text,
        metavar="NAME",
        help="The account of rows that name none, such as contact cards without a company.",
    ),
]
_CreateAccounts = Annotated[
    bool, typer.Option("--create-accounts", help="Make the accounts that rows name and nobody knows.")
]
_CreateFields = Annotated[
    bool, typer.Option("--create-fields", help="Keep columns that fit no field as fields of your own.")
]
_AsJson = Annotated[bool, typer.Option("--json", help="Write the outcome as JSON.")]


@app.command("import")
def take(
    files: _Files,
    kind: _Kind = None,
    preset: _Preset = None,
    mapping: _Map = None,
    sheet: _Sheet = None,
    match: _Match = None,
    encoding: _Encoding = None,
    dry_run: _DryRun = False,
    rejects: _Rejects = None,
    strict: _Strict = False,
    account: _Account = "",
    create_accounts: _CreateAccounts = False,
    create_fields: _CreateFields = False,
    as_json: _AsJson = False,
) -> None:
    """Import files, or all tables of a folder, as one change, which 'kapta undo' takes back; - reads standard input.

    CSV, TSV, XLSX, XLS, ODS, JSON, JSON lines and contact cards (vCard) are read; encoding, separator, kind and
    columns are found.
    The dump of 'kapta export all -o FILE.json' goes into an empty store, history included.
    """
    from kapta_tui.cli.dumps import load_dump
    from kapta_tui.exchange.dumpfile import is_dump_file

    if len(files) == 1 and is_dump_file(files[0]):
        if dry_run:
            raise UsageError(
                f"{files[0].name} is the dump of a whole store, which cannot be tried.",
                "Leave --dry-run out and name a new store with --db: 'kapta --db NEW.db import FILE'.",
            )
        load_dump(files[0])
        return
    from kapta_tui.exchange.pipeline import Options
    from kapta_tui.settings import config_folder

    options = Options(
        kind=kind,
        preset=preset,
        preset_folder=config_folder() / "presets",
        map=mapping,
        sheet=sheet,
        match=match,
        encoding=encoding,
        dry_run=dry_run,
        strict=strict,
        rejects=rejects,
        account=account,
        create_accounts=create_accounts,
        create_fields=create_fields,
        second_process=True,
    )
    outcome = _import(files, options)
    if as_json:
        send(f"{encode(outcome.as_json())}\n")
    _explain(outcome)


def _import(files: list[Path], options: Options) -> ImportOutcome:
    """Import files and the tables of folders, showing how far it is."""
    from kapta_tui.cli.progress import RowProgress
    from kapta_tui.exchange.folders import tables_in
    from kapta_tui.exchange.pipeline import import_files
    from kapta_tui.exchange.rejects import check_rejects

    sources = [found for path in files for found in (tables_in(path) if path.is_dir() else [path])]
    if options.rejects is not None:
        # Asked here as well as by the import, or what it refuses would leave an empty store behind.
        check_rejects(options.rejects, sources)
    with _store(dry_run=options.dry_run) as store, RowProgress() as progress, interruptible():
        return import_files(store, sources, replace(options, progress=progress.count))


@contextmanager
def _store(*, dry_run: bool) -> Iterator[Store]:
    """Give the store for the block; a trial run where there is none gets one that is thrown away."""
    if not dry_run or session().has_store:
        yield session().store(create=True)
        return
    with TemporaryDirectory(prefix="kapta-") as folder:
        yield replace(session(), db=str(Path(folder) / "kapta.db")).store(create=True, quiet=True)


def _explain(outcome: ImportOutcome) -> None:
    """Tell a person what became of the files, then end with the right exit code.

    Raises:
        UsageError: nothing in the files could be used.
        RejectedRows: rows were rejected or cells left out, or one of several files could not be read.
    """
    from kapta_tui.cli.importwords import outcome_words

    for line in outcome_words(outcome):
        typer.echo(line, err=True)
    if not any(item.kind or item.rows for item in outcome.files):
        raise UsageError("Nothing could be imported.", "There are no rows in it; see above.")
    if not any(item.kind for item in outcome.files):
        raise UsageError("Nothing could be imported.", "Say what the rows are with --as KIND, or use --map.")
    unread = [item.file for item in outcome.files if not item.kind and not item.rows and not item.table]
    if outcome.rejected:
        raise _lost(outcome)
    if unread:
        raise RejectedRows(f"Not read: {', '.join(unread)}.", "See above for why.")
    if outcome.left_out:
        raise _lost(outcome)
    if outcome.event is not None:
        say(_UNDO)


def _lost(outcome: ImportOutcome) -> RejectedRows:
    """A script has to learn of a cell that did not come in as it does of a row."""
    from kapta_tui.exchange.outcomewords import lost_words, mend_words

    how = (
        mend_words(outcome)
        or "Write their rows to a file with --rejects FILE, mend them there and import it."
    )
    undo = f" {_UNDO}" if outcome.unwritten is not None and outcome.event is not None else ""
    return RejectedRows(lost_words(outcome), f"{how}{undo}")
