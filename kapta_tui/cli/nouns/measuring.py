"""What the commands of metrics read: values and days, and what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kapta_tui.cli import naming
from kapta_tui.cli.session import session
from kapta_tui.data.read import metrics
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.measures import value_words
from kapta_tui.domain.values import Context, as_date, converter

KIND = KINDS["metrics"]


def number_given(text: str) -> Decimal:
    """Return the number or rank that `text` writes. Raises UsageError."""
    try:
        value = converter(KIND.by_name["value"], Context())(text)
    except ValueError as error:
        raise UsageError(f"{error}.", "Write a number, or red, amber or green.") from error
    if not isinstance(value, Decimal):
        raise UsageError("There is no value.", "Write a number, or red, amber or green.")
    return value


def day_given(text: str | None, option: str) -> date | None:
    """Return the day that `text` writes, None where it was left out. Raises UsageError."""
    if text is None:
        return None
    try:
        return as_date(text, session().today)
    except ValueError as error:
        raise UsageError(
            f"{option}: {error}.", "Write 2026-12-31, or a word such as yesterday or -7d."
        ) from error


def value_rows(record: Sequence[str]) -> list[dict[str, Value]]:
    """Return the values of the metric that `[ACCOUNT] RECORD` names, newest first, each with its gain."""
    with session().reading() as reader:
        number = naming.record_id(reader, KIND, record)
        metric = metrics.metric(reader.connection, number, reader.view.today, 1)
        found = metrics.history(reader.connection, number)
        label = "" if metric.unit == "number" else reader.playbook.label("metric_unit", metric.unit)
    return [
        {
            "date": entry.day,
            "value": entry.value,
            "shown": value_words(entry.value, metric.unit, metric.currency, label),
            "gain": entry.gain,
            "is_better": None if entry.gain is None else metric.is_better(entry.gain),
        }
        for entry in found
    ]
