"""`--from KIND:ID`: goals, actions and tasks made from what was written down (features: rows 41 and 77)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

import typer

from kapta_tui.cli.parameters import text
from kapta_tui.cli.session import Reader, session
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.fields import Kind, Value
from kapta_tui.domain.kinds import KINDS, NOUNS
from kapta_tui.domain.workspan import SOURCES

WORK: Final = frozenset({"goals", "actions", "tasks"})

From = Annotated[
    str | None,
    typer.Option(
        "--from",
        parser=text,
        metavar="KIND:ID",
        help=f"What it is made from, such as note:12 or risk:ACME; KIND is one of {', '.join(SOURCES)}.",
    ),
]

ABOUT: Final = (
    "\n\nWith --from it is linked to what it is made from, and ACCOUNT may be left out: it is that of the source. "
    "A name and a description that are not given are taken from the source's text: the first line, and all of it."
)


def add_work(
    kind: Kind, account: str | None, source: str | None, given: Mapping[str, Any], as_json: bool
) -> None:
    """Add a goal, action or task below the account, or made from the record that `source` names."""
    from kapta_tui.cli.nouns.acting import write_record

    write_record(kind, added(kind, account, source, given), as_json)


def added(kind: Kind, account: str | None, source: str | None, given: Mapping[str, Any]) -> int:
    """Add what `add_work` does and return its id."""
    from kapta_tui.cli.fields import given_values
    from kapta_tui.cli.naming import account_id

    with session().reading() as reader:
        owner = None if account is None else account_id(reader, account)
        if owner is None and source is None:
            raise no_account()
        values = given_values(reader, kind, given)
        made_from = None if source is None else origin(reader, source)
        if made_from is not None:
            refuse_stranger(reader, made_from, owner)
            values = _from_text(reader, kind, made_from) | values
    if owner is not None:
        values = {"account": owner, **values}
    if made_from is None:
        from kapta_tui.data.write.basic import add_record

        return session().write(add_record, kind.name, values).value
    from kapta_tui.data.write.turning import add_work as verb

    return session().write(verb, kind.name, values, made_from).value


def no_account() -> UsageError:
    """Return the error of an `add` that says neither the account nor a source."""
    return UsageError("Missing argument 'ACCOUNT'.", "Name the account, or with --from what it is made from.")


def origin(reader: Reader, text: str) -> tuple[str, int]:
    """Return kind and id of the record that `KIND:ID` names. Raises UsageError, NotFound, Ambiguous."""
    from kapta_tui.cli.naming import record_id

    noun, colon, named = text.partition(":")
    noun = KINDS[noun].noun if noun in KINDS else noun.strip().lower()
    if not colon or not named.strip():
        raise UsageError(f"--from {text}: it does not say which record.", "Write it as --from note:12.")
    if noun not in SOURCES:
        raise UsageError(
            f"--from {text}: work is not made from '{noun}'.",
            f"It is made from one of: {', '.join(SOURCES)}.",
        )
    kind = NOUNS[noun]
    return kind.name, record_id(reader, kind, (named.strip(),))


def refuse_stranger(reader: Reader, origin: tuple[str, int], owner: int | None) -> None:
    """Raise RuleError when the source belongs to another account than the one named, before a goal is sought there."""
    from kapta_tui.data.read.names import account_of

    if owner not in (None, account_of(reader.connection, *origin)):
        raise RuleError(
            "--from names a record of another account.", "Leave ACCOUNT out, or name the right one."
        )


def _from_text(reader: Reader, kind: Kind, origin: tuple[str, int]) -> dict[str, Value]:
    """Return the name, the description and of an action the goal that the source says."""
    from kapta_tui.data.read.spoken import TEXTS, material
    from kapta_tui.domain.passages import heading

    if origin[0] not in TEXTS:
        return {}
    found = material(reader.connection, reader.view, *origin)
    values: dict[str, Value] = {"name": heading(found.text), "description": found.text}
    if kind.name == "actions":
        values["goal"] = found.goal
    return {name: value for name, value in values.items() if value}
