"""`kapta playbook`: the administrator's rules, one TOML text (interface.md 4)."""

from __future__ import annotations

import os
import tempfile
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from kapta_tui.cli import healthrules, planrules
from kapta_tui.cli.editing import edited
from kapta_tui.cli.files import read_text, write_text
from kapta_tui.cli.foretelling import crossing_of
from kapta_tui.cli.lazy import entries_of, lazy_app, plain_app
from kapta_tui.cli.output import send
from kapta_tui.cli.output.json_text import encode
from kapta_tui.cli.parameters import AnyFile, File
from kapta_tui.cli.session import say, session
from kapta_tui.domain.errors import Conflict, KaptaError, UsageError

app = plain_app()


@app.command("show", short_help="the playbook in force")
def show(
    as_json: Annotated[bool, typer.Option("--json", help="Write its tables as JSON.")] = False,
) -> None:
    """Write the playbook in force."""
    text = _current()
    send(f"{encode(tomllib.loads(text, parse_float=Decimal))}\n" if as_json else text)


@app.command("edit", short_help="change it in $EDITOR")
def edit() -> None:
    """Change the playbook in $EDITOR; a text that cannot be used is kept in a file and not put in force."""
    from kapta_tui.data.read.playbook import current_version

    with session().reading(create=True) as reader:
        base, before = current_version(reader.connection)
    after = edited(before, suffix=".toml")
    if after == before:
        say("Nothing to change.")
        return
    try:
        _put(after, base)
    except Conflict as error:
        raise Conflict(
            error.cause,
            f"Your text is in {_kept(after)}: make your changes again with 'kapta playbook edit'.",
        ) from error
    except KaptaError as error:
        kept = _kept(after)
        raise UsageError(
            error.cause,
            f"{error.remedy} Your text is in {kept}: mend it, then 'kapta playbook import {kept}'.",
        ) from error


@app.command("check", short_help="whether a text can be used, line by line")
def check(file: AnyFile = None) -> None:
    """Check the playbook in FILE (- reads standard input), or the one in force; nothing is changed."""
    from kapta_tui.data.read.planlevels import shifts_between
    from kapta_tui.domain.playbook import PlaybookError, differences, parse

    text = _current() if file is None else read_text(file)
    try:
        new = parse(text)
    except PlaybookError as error:
        for problem in error.problems:
            say(str(problem))
        raise typer.Exit(error.exit_code) from None
    say("The playbook can be used.")
    if file is not None and _has_store():
        with session().reading() as reader:
            for change in differences(reader.playbook, new):
                say(change)
            for shift in shifts_between(reader.connection, reader.playbook, new):
                say(shift.sentence)
            if crossing := crossing_of(reader, text):
                say(crossing)


@app.command("export", short_help="into a file")
def export(file: AnyFile = None) -> None:
    """Write the playbook in force to FILE, or to standard output."""
    text = _current()
    if file is None or str(file) == "-":
        send(text)
        return
    write_text(file, text)
    say(f"Wrote the playbook to {file}.")


@app.command("import", short_help="put a text in force")
def take(file: File) -> None:
    """Put the playbook in FILE in force (- reads standard input); what it leaves out is kept as retired."""
    _put(read_text(file))


def _kept(text: str) -> Path:
    """Write a text that was refused to a file of its own, so that no work is lost; return its path."""
    handle, name = tempfile.mkstemp(prefix="kapta-playbook-", suffix=".toml")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def _put(text: str, base: int | None = None) -> None:
    from kapta_tui.data.write.playbooks import set_playbook

    outcome = session().write(set_playbook, text, base)
    for change in outcome.value:
        say(f"  {change}")


def _current() -> str:
    from kapta_tui.data.read.playbook import current_text

    with session().reading() as reader:
        return current_text(reader.connection)


def _has_store() -> bool:
    return session().store_path.exists()


group = lazy_app(
    "playbook",
    entries_of(app) | entries_of(planrules.app) | entries_of(healthrules.app),
    help="The administrator's rules: scales, reasons, custom fields, templates and more, as one text.",
)
