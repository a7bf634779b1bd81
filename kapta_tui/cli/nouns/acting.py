"""What commands that write have in common: on a record that is named, below an account, or on its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kapta_tui.cli import naming, records
from kapta_tui.cli.fields import given_values
from kapta_tui.cli.output import send
from kapta_tui.cli.output.json_text import encode, encode_lines
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.data.read.names import homonyms
from kapta_tui.domain.fields import Kind, Value

Given = Mapping[str, Any]
"""The options of fields by name, as Typer read them."""

Act = Callable[[int, dict[str, Value]], int | None]
"""Writes: takes the id of the record or account and the values of its fields; returns the id of the record to
show, or None when it is gone.
"""


def on_record(
    kind: Kind, record: Sequence[str], given: Given, as_json: bool, act: Act, preferred: str = ""
) -> None:
    """Let `act` write the record that `[ACCOUNT] RECORD` names; `preferred` chooses among several as in `find`."""
    with session().reading() as reader:
        number = naming.record_id(reader, kind, record, preferred)
        values = given_values(reader, kind, given)
    write_record(kind, act(number, values), as_json)


def below_account(kind: Kind, account: str, given: Given, as_json: bool, act: Act) -> None:
    """Let `act` write a new record below the account."""
    with session().reading() as reader:
        number = naming.account_id(reader, account)
        values = given_values(reader, kind, given)
    write_record(kind, act(number, values), as_json)


def on_its_own(
    kind: Kind, text: str | None, given: Given, as_json: bool, read: Callable[[Reader, str], dict[str, Value]]
) -> None:
    """Add a new record that has no account; `read` finds values in `text`, an option wins over them."""
    from kapta_tui.data.write.basic import add_record

    with session().reading(create=True) as reader:
        values = {} if text is None else read(reader, text)
        values |= given_values(reader, kind, given)
        called = values.get("name")
        taken = homonyms(reader.connection, str(called)) if kind.name == "accounts" and called else []
    number = session().write(add_record, kind.name, values).value
    if taken:
        ids = ", ".join(str(other) for other, _ in taken)
        say(f"Note: there is a {taken[0][1]} already, with the id {ids}; now there are {len(taken) + 1}.")
    write_record(kind, number, as_json)


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
