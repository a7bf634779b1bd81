"""`kapta document`: files and links, opened and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from kapta_tui.cli import naming
from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import naming_help, noun_group
from kapta_tui.cli.parameters import Account, AnyAccount, Format, JsonFormat, JsonRecord, Record, chosen
from kapta_tui.cli.session import say, session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["documents"]
_FILE = "A file is kept with its size and SHA-256 of now; a relative path is below the working folder."
_SHOWN = ("id", "account", "name", "path", "state")

app = plain_app()


@app.command(
    "add",
    short_help="a new document",
    help=f"Add a new document; write its id, or with --json all of it. {_FILE}",
)
@of_kind(KIND, without=("account",))
def add(account: Account, *, as_json: JsonRecord = False, **given: Any) -> None:
    """Add a document."""
    from kapta_tui.cli.nouns.acting import below_account
    from kapta_tui.data.write.basic import add_record

    def act(number: int, values: dict[str, Value]) -> int:
        return session().write(add_record, KIND.name, {"account": number, **_with_file(values)}).value

    below_account(KIND, account, given, as_json, act)


@app.command(
    "edit",
    short_help="change fields",
    help=f"Change fields of a document; the same --path again takes the file as it is now. {_FILE}"
    f"{naming_help(KIND)}",
)
@of_kind(KIND, without=("account",))
def edit(record: Record, *, as_json: JsonRecord = False, **given: Any) -> None:
    """Change a document."""
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.basic import edit_record

    def act(number: int, values: dict[str, Value]) -> int:
        if not values:
            raise UsageError("Nothing to change was given.", "See 'kapta document edit --help'.")
        return session().write(edit_record, KIND.name, number, _with_file(values)).value

    on_record(KIND, record, given, as_json, act)


@app.command("check", short_help="which files are missing or changed; exit code 1 if any")
def check(account: AnyAccount = None, format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """List the documents of ACCOUNT, or of all accounts, whose file is missing or changed since it was added."""
    from kapta_tui.cli.output import flat_listing, write_listing
    from kapta_tui.data.fingerprint import State
    from kapta_tui.data.read.documents import files

    with session().reading() as reader:
        number = naming.account_id(reader, account) if account else None
        found = files(reader.connection, number)
    states = [(item, item.state) for item in found]
    wrong = [pair for pair in states if pair[1] in (State.MISSING, State.CHANGED)]
    rows: list[dict[str, Value]] = [
        {
            "id": item.id,
            "kind": KIND.noun,
            "account": item.account,
            "name": item.name,
            "path": item.path,
            "state": str(state),
        }
        for item, state in wrong
    ]
    write_listing(flat_listing("documents", _SHOWN, rows), chosen(format, as_json))
    missing = sum(state is State.MISSING for _, state in wrong)
    say(f"{KIND.counted(len(found))}: {missing} missing, {len(wrong) - missing} changed.")
    if wrong:
        raise typer.Exit(1)


@app.command(
    "open",
    short_help="with the system's program",
    help=f"Open a document with the system's program.{naming_help(KIND)}",
)
@of_kind(KIND)
def open_(record: Record) -> None:
    """Open a document."""
    from kapta_tui.data.read.documents import file
    from kapta_tui.shell.opening import open_document

    with session().reading() as reader:
        found = file(reader.connection, naming.record_id(reader, KIND, record))
    say(f"{open_document(found.path)}.")


def _with_file(values: dict[str, Value]) -> dict[str, Value]:
    """Return the values with the file read, before the store is held; says what gets no checksum."""
    from kapta_tui.data.fingerprint import remark, with_file

    read = dict(with_file(KIND.name, values, Path.cwd()))
    if said := remark(read):
        say(f"Note: {said}.")
    return read


group = noun_group(KIND, "Files and links about an account.", app)
