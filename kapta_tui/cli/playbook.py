"""`kapta playbook`: the administrator's rules, one TOML text (interface.md 4)."""

from __future__ import annotations

import os
import tempfile
import tomllib
from decimal import Decimal
from functools import partial
from pathlib import Path

import click

from kapta_tui.cli.files import read_text, write_text
from kapta_tui.cli.lazy import Entry, LazyGroup
from kapta_tui.cli.output import send
from kapta_tui.cli.output.json_text import encode
from kapta_tui.cli.parameters import FILE
from kapta_tui.cli.session import say, session
from kapta_tui.domain.errors import KaptaError, UsageError


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write its tables as JSON.")
def show(as_json: bool) -> None:
    """Write the playbook in force."""
    text = _current()
    send(f"{encode(tomllib.loads(text, parse_float=Decimal))}\n" if as_json else text)


@click.command()
@click.argument("file", type=FILE, required=False)
def export(file: Path | None) -> None:
    """Write the playbook in force to FILE, or to standard output."""
    text = _current()
    if file is None or str(file) == "-":
        send(text)
        return
    write_text(file, text)
    say(f"Wrote the playbook to {file}.")


@click.command()
@click.argument("file", type=FILE, required=False)
@click.pass_context
def check(ctx: click.Context, file: Path | None) -> None:
    """Check the playbook in FILE (- reads standard input), or the one in force; nothing is changed."""
    from kapta_tui.domain.playbook import PlaybookError, differences, parse

    text = _current() if file is None else read_text(file)
    try:
        new = parse(text)
    except PlaybookError as error:
        for problem in error.problems:
            say(str(problem))
        ctx.exit(error.exit_code)
    say("The playbook can be used.")
    if file is not None and _has_store():
        for change in differences(parse(_current()), new):
            say(change)


@click.command("import")
@click.argument("file", type=FILE)
def take(file: Path) -> None:
    """Put the playbook in FILE in force (- reads standard input); what it leaves out is kept as retired."""
    _put(read_text(file))


@click.command()
def edit() -> None:
    """Change the playbook in $EDITOR; a text that cannot be used is kept in a file and not put in force."""
    before = _current(create=True)
    after = click.edit(before, extension=".toml")
    if after is None or after == before:
        say("Nothing to change.")
        return
    try:
        _put(after)
    except KaptaError as error:
        kept = _kept(after)
        raise UsageError(
            error.cause,
            f"{error.remedy} Your text is in {kept}: mend it, then 'kapta playbook import {kept}'.",
        ) from error


def _kept(text: str) -> Path:
    """Write a text that was refused to a file of its own, so that no work is lost; return its path."""
    handle, name = tempfile.mkstemp(prefix="kapta-playbook-", suffix=".toml")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def _put(text: str) -> None:
    from kapta_tui.data.write.playbooks import set_playbook

    outcome = session().write(set_playbook, text)
    for change in outcome.value:
        say(f"  {change}")


def _current(*, create: bool = False) -> str:
    from kapta_tui.data.read.playbook import current_text

    with session().reading(create=create) as reader:
        return current_text(reader.connection)


def _has_store() -> bool:
    return session().store_path.exists()


def _self(command: click.Command) -> click.Command:
    return command


group = LazyGroup(
    "playbook",
    help="The administrator's rules: scales, reasons, custom fields, templates and more, as one text.",
    entries={
        "show": Entry("the playbook in force", partial(_self, show)),
        "edit": Entry("change it in $EDITOR", partial(_self, edit)),
        "check": Entry("whether a text can be used, line by line", partial(_self, check)),
        "export": Entry("into a file", partial(_self, export)),
        "import": Entry("put a text in force", partial(_self, take)),
    },
)
