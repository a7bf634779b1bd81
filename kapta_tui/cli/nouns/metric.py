"""`kapta metric`: what is measured about an account (features: row 11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import naming_help, noun_group
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.parameters import Format, JsonFormat, JsonRecord, Record, at_least, chosen, text
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["metrics"]
VALUES = ("date", "value", "shown", "gain", "is_better")

_Value = Annotated[str, typer.Argument(metavar="VALUE", parser=text)]
_Day = Annotated[str, typer.Argument(metavar="DATE", parser=text)]
_Place = Annotated[int, typer.Argument(metavar="PLACE", parser=at_least(1))]
_Date = Annotated[
    str | None, typer.Option("--date", parser=text, metavar="DATE", help="The day it was measured on.")
]
_Instead = Annotated[
    str | None,
    typer.Option("--instead", parser=text, metavar="DATE", help="The day of a wrong value, which goes."),
]

app = plain_app()


@app.command(
    "record",
    short_help="what it measured on a day",
    help="Record what a metric measured, today by default; again for a day corrects its value. "
    "A colour is red, amber or green. Write -- before a value below 0." + naming_help(KIND),
)
@of_kind(KIND)
def record(
    record: Record, value: _Value, date: _Date = None, instead: _Instead = None, as_json: JsonRecord = False
) -> None:
    """Record a value."""
    from kapta_tui.cli.nouns.measuring import day_given, number_given
    from kapta_tui.data.write.metrics import record_metric

    days = day_given(date, "--date"), day_given(instead, "--instead")
    _write(record, as_json, record_metric, number_given(value), *days)


@app.command(
    "remove-value",
    short_help="take the value of a day out of the history",
    help=f"Take the value of a day out of a metric's history.{naming_help(KIND)}",
)
@of_kind(KIND)
def remove_value(record: Record, day: _Day, as_json: JsonRecord = False) -> None:
    """Remove a value."""
    from kapta_tui.cli.nouns.measuring import day_given
    from kapta_tui.data.write.metrics import remove_metric_value

    _write(record, as_json, remove_metric_value, day_given(day, "DATE"))


@app.command(
    "move",
    short_help="to a place among the account's metrics",
    help=f"Put a metric at a place among those of its account, 1 the first.{naming_help(KIND)}",
)
@of_kind(KIND)
def move(record: Record, place: _Place, as_json: JsonRecord = False) -> None:
    """Move a metric."""
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.plans import reorder

    def act(metric: int, _values: dict[str, Value]) -> int:
        return session().write(reorder, KIND.name, metric, place - 1).value

    on_record(KIND, record, {}, as_json, act)


@app.command(
    "values",
    short_help="all that it measured, newest first",
    help=f"List every value of a metric with what it gained, newest first.{naming_help(KIND)}",
)
@of_kind(KIND)
def values(record: Record, format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """List what was measured."""
    from kapta_tui.cli.nouns.measuring import value_rows

    write_listing(flat_listing("values", VALUES, value_rows(record)), chosen(format, as_json))


def _write(record: list[str], as_json: bool, verb: Callable[..., int], *given: object) -> None:
    """Run `verb` with the id of the metric that `record` names and `given`."""
    from kapta_tui.cli.nouns.acting import on_record

    def act(metric: int, _values: dict[str, Value]) -> int:
        return session().write(verb, metric, *given).value

    on_record(KIND, record, {}, as_json, act)


group = noun_group(KIND, "What is measured about an account, with start, target and history.", app)
