"""The typed values that the options of fields were given."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kapta_tui.cli.ownwords import own_words_note
from kapta_tui.cli.session import Reader, say
from kapta_tui.cli.shaping import SET, option_name
from kapta_tui.domain.custom import fields_of
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Field, FieldType, Kind, Value
from kapta_tui.domain.values import Context, Converter, converter, format_value

if TYPE_CHECKING:
    from kapta_tui.domain.playbook import Playbook


def given_values(reader: Reader, kind: Kind, given: Mapping[str, Any]) -> dict[str, Value]:
    """Return field name to typed value for the options that were used; an empty text empties the field.

    Raises:
        UsageError: a text is no value of its field, or `--set` names no custom field.
    """
    read = _Reading(reader)
    values = {
        name: read.value(field, given[name])
        for name, field in kind.by_name.items()
        if given.get(name) is not None
    }
    for name, value in values.items():
        _tell_own_words(reader.playbook, kind.by_name[name], value)
    custom = {name: field for name, field in fields_of(kind, reader.playbook).items() if field.custom}
    for pair in given.get(SET) or ():
        name, equals, text = pair.partition("=")
        field = custom.get(name.strip().replace("-", "_"))
        if field is None or not equals:
            raise _no_custom_field(kind, pair, custom)
        values[field.name] = read.value(field, text)
    return values


def _tell_own_words(playbook: Playbook, field: Field, value: Value) -> None:
    """Say which texts of a list of codes look like one and are none; a rule refuses them where it must."""
    if field.type is not FieldType.LABELS or not field.choices or not isinstance(value, tuple):
        return
    own_words = {"reasons": playbook.custom_reasons, "resolutions": playbook.custom_resolutions}
    choices = playbook.choices(field.choices)
    codes = {choice.code for choice in choices}
    for text in value if own_words.get(field.choices) else ():
        if text not in codes and (note := own_words_note(option_name(field), text, choices)):
            say(note)


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
            if isinstance(given, list):
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
