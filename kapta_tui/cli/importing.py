"""`kapta import`: files into the store, with an outcome for every table (interface.md 1)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kapta_tui.cli.interrupt import interruptible
from kapta_tui.cli.output import send
from kapta_tui.cli.output.json_text import encode
from kapta_tui.cli.parameters import FILE, TEXT
from kapta_tui.cli.session import say, session
from kapta_tui.domain.errors import RejectedRows, UsageError

if TYPE_CHECKING:
    from kapta_tui.exchange.outcome import ImportOutcome


@click.command("import")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--as", "kind", type=TEXT, metavar="KIND", help="What the rows are; found from the header otherwise."
)
@click.option(
    "--preset", type=TEXT, metavar="NAME", help="Which program wrote the file: a name or a TOML file."
)
@click.option("--map", "mapping", type=FILE, metavar="FILE", help="A TOML file of header = field.")
@click.option("--sheet", type=TEXT, metavar="NAME", help="One sheet of a workbook.")
@click.option("--match", type=TEXT, metavar="FIELD", help="The field that recognises records there are.")
@click.option("--encoding", type=TEXT, metavar="NAME", help="Found from the bytes otherwise.")
@click.option("--dry-run", is_flag=True, help="Say what would become of every row; change nothing.")
@click.option(
    "--rejects", type=FILE, metavar="FILE", help="Where rejected rows go, to be mended and imported."
)
@click.option("--strict", is_flag=True, help="One rejected row keeps everything out.")
@click.option("--create-accounts", is_flag=True, help="Make the accounts that rows name and nobody knows.")
@click.option("--create-fields", is_flag=True, help="Keep columns that fit no field as fields of your own.")
@click.option("--json", "as_json", is_flag=True, help="Write the outcome as JSON.")
def take(
    files: tuple[Path, ...],
    kind: str | None,
    preset: str | None,
    mapping: Path | None,
    sheet: str | None,
    match: str | None,
    encoding: str | None,
    dry_run: bool,
    rejects: Path | None,
    strict: bool,
    create_accounts: bool,
    create_fields: bool,
    as_json: bool,
) -> None:
    """Import files as one change, which 'kapta undo' takes back; - reads standard input.

    CSV, TSV, XLSX, XLS, ODS, JSON and JSON lines are read; encoding, separator, kind and columns are found.
    The dump of 'kapta export all -o FILE.json' goes into an empty store, history included.
    """
    from kapta_tui.cli.dumps import is_dump_file, load_dump

    if len(files) == 1 and is_dump_file(files[0]):
        load_dump(files[0])
        return
    from kapta_tui.cli.progress import RowProgress
    from kapta_tui.exchange.pipeline import Options, import_files
    from kapta_tui.settings import config_folder

    store = session().store(create=True)
    with RowProgress() as progress, interruptible():
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
            create_accounts=create_accounts,
            create_fields=create_fields,
            progress=progress.count,
        )
        outcome = import_files(store, files, options)
    if as_json:
        send(f"{encode(outcome.as_json())}\n")
    _explain(outcome, rejects)


def _explain(outcome: ImportOutcome, rejects: Path | None) -> None:
    """Tell a person what became of the files, then end with the right exit code.

    Raises:
        UsageError: nothing in the files could be used.
        RejectedRows: some rows were rejected, or one of several files could not be read.
    """
    from kapta_tui.cli.importwords import outcome_words

    for line in outcome_words(outcome):
        click.echo(line, err=True)
    if not any(item.kind for item in outcome.files):
        raise UsageError("Nothing could be imported.", "Say what the rows are with --as KIND, or use --map.")
    unread = [item.file for item in outcome.files if not item.kind and not item.rows and not item.table]
    if outcome.rejected:
        kept = "nothing was imported (--strict)" if outcome.rolled_back else "the others stand"
        raise RejectedRows(
            f"Rows rejected: {outcome.rejected}; {'nothing was changed' if outcome.dry_run else kept}.",
            f"Mend them in {rejects} and import that file."
            if rejects
            else "Write them to a file with --rejects FILE, mend them there and import it.",
        )
    if unread:
        raise RejectedRows(f"Not read: {', '.join(unread)}.", "See above for why.")
    if outcome.event is not None:
        say("'kapta undo' takes the import back.")
