"""Options made from the fields of a kind, and the typed values they were given."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from kapta_tui.cli.parameters import TEXT
from kapta_tui.cli.session import Reader
from kapta_tui.domain.custom import CUSTOM_KINDS, fields_of
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Field, FieldType, Kind, Value
from kapta_tui.domain.values import Context, Converter, converter, format_value

SEVERAL = frozenset({FieldType.REFERENCES, FieldType.LABELS})
"""Types whose option may be given several times."""

SET = "set"
"""The option of custom fields."""

_METAVARS = {
    FieldType.INTEGER: "NUMBER",
    FieldType.PERCENT: "0..100",
    FieldType.NUMBER: "NUMBER",
    FieldType.MONEY: "AMOUNT",
    FieldType.DATE: "DATE",
    FieldType.CHOICE: "CODE",
    FieldType.REFERENCE: "NAME",
    FieldType.REFERENCES: "NAME",
}


def field_options(
    kind: Kind, without: Sequence[str] = (), only: Sequence[str] | None = None
) -> list[click.Parameter]:
    """Return an option for each field of `kind` that people fill, or those of `only`, and `--set` for custom
    ones where all are offered.
    """
    options: list[click.Parameter] = [
        _option(field)
        for field in kind.fields
        if field.writable and field.name not in without and (only is None or field.name in only)
    ]
    if kind.name in CUSTOM_KINDS and only is None:
        options.append(
            click.Option(
                [f"--{SET}"], type=TEXT, multiple=True, metavar="NAME=VALUE", help="A field of the playbook."
            )
        )
    return options


def given_values(reader: Reader, kind: Kind, given: Mapping[str, Any]) -> dict[str, Value]:
    """Return field name to typed value for the options that were used; an empty text empties the field.

    Raises:
        UsageError: a text is no value of its field, or `--set` names no custom field.
    """
    read = _Reading(reader)
    values = {
        name: read.value(field, given[name])
        for name, field in kind.by_name.items()
        if given.get(name) not in (None, ())
    }
    custom = {name: field for name, field in fields_of(kind, reader.playbook).items() if field.custom}
    for pair in given.get(SET) or ():
        name, equals, text = pair.partition("=")
        field = custom.get(name.strip().replace("-", "_"))
        if field is None or not equals:
            raise _no_custom_field(kind, pair, custom)
        values[field.name] = read.value(field, text)
    return values


def option_name(field: Field) -> str:
    """Return the option of a field as people type it; one of several values is named in the singular."""
    name = field.name.removesuffix("s") if field.type in SEVERAL else field.name
    return f"--{name.replace('_', '-')}"


def _option(field: Field) -> click.Option:
    option = option_name(field)
    # `--is-primary` or `--is_primary`, `--contact` or `--contacts`: scripts may write the JSON key itself.
    spellings = list(dict.fromkeys((option, f"--{field.name.replace('_', '-')}", f"--{field.name}")))
    if field.type is FieldType.FLAG:
        both = [f"{name}/--no-{name.removeprefix('--')}" for name in spellings[:1]]
        return click.Option([field.name, *both], default=None, help=_help(field))
    return click.Option(
        [field.name, *spellings],
        type=TEXT,
        multiple=field.type in SEVERAL,
        metavar=_METAVARS.get(field.type, "TEXT"),
        help=_help(field),
    )


def _help(field: Field) -> str:
    notes = [field.help] if field.help else []
    if field.type is FieldType.LONG:
        notes.append("- reads standard input")
    if field.type in SEVERAL:
        notes.append("may be given several times")
    return f"{field.label}{': ' if notes else ''}{'; '.join(notes)}."


class _Reading:
    """Reads texts of one command line; standard input can be had once."""

    def __init__(self, reader: Reader) -> None:
        self._context = Context(today=reader.view.today, choices=reader.playbook.choices)
        self._input_taken_by = ""

    def value(self, field: Field, given: Any) -> Value:
        """Return what the option of `field` was given as a typed value."""
        if isinstance(given, bool):
            return given
        convert = converter(field, self._context)
        try:
            if isinstance(given, tuple):
                return tuple(dict.fromkeys(item for text in given for item in _items(field, convert, text)))
            return convert(self._text(field, given))
        except ValueError as error:
            raise UsageError(f"{option_name(field)}: {error}.", _remedy(field)) from error

    def _text(self, field: Field, text: str) -> str:
        if text != "-" or field.type is not FieldType.LONG:
            return text
        if self._input_taken_by:
            raise UsageError(
                f"{self._input_taken_by} and {option_name(field)} both ask for standard input.",
                "Give '-' to one of them.",
            )
        self._input_taken_by = option_name(field)
        return read_input()


def read_input() -> str:
    """Return standard input as text. Raises UsageError when it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"Standard input is not UTF-8: byte {error.start + 1} cannot be read.", "Convert it first."
        ) from error


def _items(field: Field, convert: Converter, text: str) -> tuple[str, ...]:
    # Each use of the option is one item, whatever separators stand in it: written as a list of one.
    found = convert(format_value(field, (text,)) if text.strip() else "")
    assert isinstance(found, tuple)
    return found


def _remedy(field: Field) -> str:
    if field.type is FieldType.DATE:
        return "Write 2026-12-31, or a word such as today, +7d, friday, eom."
    if field.type in (FieldType.NUMBER, FieldType.MONEY):
        return "Write it as 1200.50 or 50k."
    return f"Give another value for {field.label.lower()}."


def _no_custom_field(kind: Kind, pair: str, custom: Mapping[str, Field]) -> UsageError:
    if "=" not in pair:
        return UsageError(f"--set {pair}: there is no '='.", "Write --set NAME=VALUE.")
    name = pair.partition("=")[0]
    known = ", ".join(custom)
    return UsageError(
        f"The playbook defines no field '{name}' of {kind.name}.",
        f"Its fields are: {known}." if known else "Add it with 'kapta playbook edit'.",
    )
