"""Commands that write: on a record that is named, or new below an account."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from kapta_tui.cli import naming, records
from kapta_tui.cli.fields import field_options, given_values
from kapta_tui.cli.output import send
from kapta_tui.cli.output.json_text import encode, encode_lines
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import TEXT
from kapta_tui.cli.session import Reader, session
from kapta_tui.domain.fields import Kind, Value

Given = Mapping[str, Any]
"""The parameters of a command by name, as click read them."""

Act = Callable[[int, dict[str, Value], Given], int | None]
"""Writes: takes the id of the record or account, the values of its fields and all parameters; returns the id
of the record to show, or None when it is gone.
"""


def on_record(
    kind: Kind,
    name: str,
    help: str,  # noqa: A002
    act: Act,
    options: Sequence[click.Parameter] = (),
) -> click.Command:
    """Return the command `NOUN name [ACCOUNT] RECORD`, which lets `act` write the record that is named."""

    def run(record: Sequence[str], as_json: bool, **given: Any) -> None:
        with session().reading() as reader:
            number = naming.record_id(reader, kind, record)
            values = given_values(reader, kind, given)
        write_record(kind, act(number, values, given), as_json)

    return click.Command(
        name,
        params=[record_argument(kind), *options, json_option()],
        callback=run,
        help=f"{help}{_naming_help(kind)}",
    )


def on_account(
    kind: Kind,
    name: str,
    help: str,  # noqa: A002
    act: Act,
    options: Sequence[click.Parameter] | None = None,
) -> click.Command:
    """Return the command `NOUN name ACCOUNT`, which lets `act` write a new record below the account.

    Without `options` every field has one.
    """

    def run(account: str, as_json: bool, **given: Any) -> None:
        with session().reading() as reader:
            number = naming.account_id(reader, account)
            values = given_values(reader, kind, given)
        write_record(kind, act(number, values, given), as_json)

    fields = field_options(kind, without=("account",)) if options is None else options
    return click.Command(
        name,
        params=[click.Argument(["account"], type=TEXT), *fields, json_option()],
        callback=run,
        help=help,
    )


def on_its_own(
    kind: Kind,
    name: str,
    help: str,  # noqa: A002
    act: Callable[[dict[str, Value]], int],
    first: Callable[[Reader, str], dict[str, Value]],
) -> click.Command:
    """Return the command `NOUN name [TEXT]`, which lets `act` write a new record that has no account.

    `first` reads the values in TEXT; an option wins over what TEXT says.
    """

    def run(text: str | None, as_json: bool, **given: Any) -> None:
        with session().reading(create=True) as reader:
            values = {} if text is None else first(reader, text)
            values |= given_values(reader, kind, given)
        write_record(kind, act(values), as_json)

    params: list[click.Parameter] = [click.Argument(["text"], type=TEXT, required=False, metavar="[NAME]")]
    params += [*field_options(kind), json_option()]
    return click.Command(name, params=params, callback=run, help=help)


def write_record(kind: Kind, number: int | None, as_json: bool) -> None:
    """Write the record with the id `number`: as JSON, else its id when a program reads along."""
    if number is not None:
        write_records(kind, [number], as_json, several=False)


def write_records(kind: Kind, numbers: Sequence[int], as_json: bool, *, several: bool) -> None:
    """Write records as `write_record` does, as a JSON array where there can be `several`."""
    if as_json:
        with session().reading() as reader:
            found = records.objects_of(reader, kind, numbers)
        send(encode_lines(found) if several else f"{encode(found[0])}\n")
    elif not is_terminal():
        send("".join(f"{number}\n" for number in numbers))


def record_argument(kind: Kind) -> click.Argument:
    """Return the argument that names a record: one word, or two of which the first is its account."""
    metavar = "[ACCOUNT] RECORD" if kind.owner else kind.noun.upper()
    return click.Argument(["record"], type=TEXT, nargs=-1, required=True, metavar=metavar)


def json_option() -> click.Option:
    """Return `--json` of a command that writes."""
    return click.Option(["--json", "as_json"], is_flag=True, help="Write the record as JSON.")


def _naming_help(kind: Kind) -> str:
    if kind.name == "risks":
        return "\n\nA risk is named by its id, or by its account: then it is the active one, else the newest."
    if not kind.owner:
        return f"\n\n{kind.noun.upper()} is a name or an id."
    return "\n\nRECORD is a name or an id; ACCOUNT before it says which, where several are called that."
