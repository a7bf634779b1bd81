"""Records of any kind as a listing: columns from the fields, JSON objects with stable keys (interface.md 1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from kapta_tui.cli.output import Column, Listing
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.session import Reader
from kapta_tui.data.read import records
from kapta_tui.domain import custom
from kapta_tui.domain.fields import Field, FieldType, Kind, Value
from kapta_tui.domain.playbook import Choice, Playbook

_RIGHT = frozenset({FieldType.INTEGER, FieldType.PERCENT, FieldType.NUMBER, FieldType.MONEY})


def listing(
    reader: Reader, kind: Kind, wanted: Sequence[int], names: Sequence[str], chosen: Sequence[str] = ()
) -> Listing:
    """Return the records `wanted` with the fields `names` as columns; their objects hold every field, or
    those of `chosen` where the caller made a choice.
    """
    fields = records.chosen_fields(kind.name, reader.playbook, names)

    def objects() -> list[dict[str, Json]]:
        return objects_of(reader, kind, wanted, chosen)

    def rows() -> list[list[Value]]:
        found = records.records(reader.connection, kind.name, reader.view, wanted, names)
        return [[record[name] for name in names] for record in found]

    return Listing(kind.name, [column(field, reader.playbook) for field in fields], rows, objects)


def objects_of(
    reader: Reader, kind: Kind, wanted: Sequence[int], names: Sequence[str] = ()
) -> list[dict[str, Json]]:
    """Return the records `wanted` as JSON objects with every field, or `id`, `kind` and the fields `names`."""
    names = list(dict.fromkeys(("id", *names))) if names else []
    fields = records.chosen_fields(kind.name, reader.playbook, names)
    found = records.records(reader.connection, kind.name, reader.view, wanted, names)
    readers = [(field, _json_reader(field, reader.playbook)) for field in fields]
    has_custom = kind.name in custom.CUSTOM_KINDS and (not names or any(field.custom for field in fields))
    objects: list[dict[str, Json]] = []
    for record in found:
        built: dict[str, Json] = {"id": record["id"], "kind": kind.noun}
        built |= {
            field.name: read(record[field.name])
            for field, read in readers
            if not field.custom and field.name != "id"
        }
        if has_custom:
            built["custom"] = {
                field.name: read(record[field.name]) for field, read in readers if field.custom
            }
        objects.append(built)
    return objects


def column(field: Field, playbook: Playbook) -> Column:
    """Return the column of a field: people read labels and grouped digits."""
    return Column(field.name, field.label, _shower(field, playbook), field.type in _RIGHT)


def _shower(field: Field, playbook: Playbook) -> Callable[[Value], str]:
    labels = {choice.code: choice.label for choice in _choices(field, playbook)}

    def show(value: Value) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, tuple):
            return ", ".join(labels.get(item, item) for item in value)
        if isinstance(value, Decimal):
            return f"{value:,f}"
        return labels.get(str(value), str(value))

    return show


def _json_reader(field: Field, playbook: Playbook) -> Callable[[Value], Json]:
    if field.name == "stages" and not field.custom:
        return _stages_json
    if field.type is not FieldType.LABELS or not field.choices:
        return _as_json
    labels = {choice.code: choice.label for choice in _choices(field, playbook)}

    def read(value: Value) -> Json:
        assert isinstance(value, tuple)
        return [{"code": item if item in labels else None, "label": labels.get(item, item)} for item in value]

    return read


def _stages_json(value: Value) -> Json:
    """Return the statuses of a risk as `kapta risk show` has them, without the days: "open 2026-01-31" apart."""
    assert isinstance(value, tuple)
    parts = (step.rpartition(" ") for step in value)
    return [{"status": status, "since": since} for status, _, since in parts]


def _as_json(value: Value) -> Json:
    return None if value == "" else value


def _choices(field: Field, playbook: Playbook) -> Sequence[Choice]:
    return playbook.choices(field.choices) if field.choices else ()
