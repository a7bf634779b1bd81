"""Counts of risks as listings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kapta_tui.cli.amounts import sums
from kapta_tui.cli.namedfilters import filter_of
from kapta_tui.cli.nouns.risk_objects import closed_object, load_object, matrix_objects, reason_object
from kapta_tui.cli.output import Column, Listing, write_listing, write_object
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.output.listing import shown
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.session import say, session
from kapta_tui.data.read import risks, riskviews, riskviewspeople, riskviewsreasons, riskviewsresolutions
from kapta_tui.data.read.riskviews import Matrix, Tally
from kapta_tui.data.read.riskviewsresolutions import ReasonOutcome, ResolutionOutcome
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import fold

KIND = KINDS["risks"]

_NUMBERS = frozenset(
    {
        *("primary", "any", "active", "assigned", "overdue", "unaddressed", "used", "kept", "percent"),
        *("median_days", "primary_used", "primary_kept", "primary_percent"),
    }
)

Objects = Sequence[Mapping[str, Json]]


def write_totals(query: str, form: str | None) -> None:
    """Write counts and money of the risks that pass `query`. Raises FilterError."""
    with session().reading() as reader:
        text = filter_of(KIND, query)
        found = risks.totals(reader.connection, reader.view, filter=text)
        ended = riskviewsreasons.closed(reader.connection, reader.view, text)
    counts: dict[str, Json] = {"count": found.count, "active": found.active}
    money: dict[str, Json] = {"contract_values": sums(found.value), "expected_losses": sums(found.loss)}
    by_status: dict[str, Json] = {one.status: one.count for one in ended}
    closed: list[Json] = [closed_object(one) for one in ended]
    listed = _flat("risk-totals", [counts | by_status | money])
    write_object(listed._replace(objects=lambda: [counts | {"closed": closed} | money]), form)


def write_matrix(query: str, form: str | None) -> None:
    """Write the matrix of the active risks that pass `query`. Raises FilterError."""
    with session().reading() as reader:
        found = riskviews.matrix(reader.connection, reader.view, filter_of(KIND, query))
        playbook = reader.playbook
    write_listing(_grid(found, playbook), form)
    _say_where_empty(found.whole.count == 0, "active risk passes the filter")


def write_reasons(query: str, form: str | None) -> None:
    """Write the reasons of the risks that pass `query`. Raises FilterError."""
    with session().reading() as reader:
        found = riskviewsreasons.reasons(reader.connection, reader.view, filter_of(KIND, query))
    keys = ("code", "reason", "primary", "any", "active", "contract_values")
    write_listing(_flat("risk-reasons", [reason_object(one) for one in found], keys), form)
    _say_where_empty(not found, "risk passes the filter")


def write_load(query: str, form: str | None) -> None:
    """Write who works on the active risks that pass `query`. Raises FilterError."""
    with session().reading() as reader:
        found = riskviewspeople.load(reader.connection, reader.view, filter_of(KIND, query))
        playbook = reader.playbook
    counts = ("person", "active", "assigned", "by_severity", "overdue", "unaddressed")
    keys = (*counts, "contract_values", "expected_losses")
    write_listing(_flat("risk-load", [load_object(one, playbook) for one in found], keys), form)
    _say_where_empty(not found, "active risk passes the filter")


def write_resolutions(query: str, reason: str, form: str | None) -> None:
    """Write what became of the closed risks that pass `query`, of one `reason` where it is named.

    Raises FilterError, and UsageError for a reason that is neither one of the playbook nor in use.
    """
    with session().reading() as reader:
        every = riskviewsresolutions.resolutions(reader.connection, reader.view, filter_of(KIND, query))
        found = [one for one in every if not reason or _is_named(one, reason)]
        if reason and not found:
            reader.playbook.reason(reason, retired=True)
    keys = (
        *("reason_code", "reason", "resolution_code", "resolution"),
        *("used", "kept", "percent", "median_days", "primary_used", "primary_kept", "primary_percent"),
    )
    rows = [dict(zip(keys, _outcome(one, item), strict=True)) for one in found for item in one.resolutions]
    write_listing(_flat("risk-resolutions", rows, keys), form)
    _say_where_empty(not rows, "risk closed with a resolution passes the filter")


def _is_named(one: ReasonOutcome, words: str) -> bool:
    return fold(words) in (fold(one.code or ""), fold(one.label))


def _outcome(one: ReasonOutcome, item: ResolutionOutcome) -> tuple[Json, ...]:
    days = None if item.any.days is None else Decimal(str(item.any.days))
    every = (item.any.used, item.any.kept, item.any.percent, days)
    primary = (item.primary.used, item.primary.kept, item.primary.percent)
    return (one.code, one.label, item.code, item.label, *every, *primary)


def _grid(found: Matrix, playbook: Playbook) -> Listing:
    """Return a line per severity with a column per likelihood, or for programs an object per cell."""
    likelihoods = [code or "none" for code in found.likelihoods]
    columns = [
        Column("severity", "Severity", shown),
        *(
            Column(name, playbook.label("likelihood", code) or "Not set", shown)
            for name, code in zip(likelihoods, found.likelihoods, strict=True)
        ),
        Column("total", "Total", shown),
    ]

    def rows() -> list[list[Value]]:
        lines: list[list[Value]] = [
            [
                playbook.label("severity", severity) or "Not set",
                *(_tally(found.at((severity, likelihood))) for likelihood in found.likelihoods),
                _tally(found.by_severity.get(severity, riskviews.NONE)),
            ]
            for severity in found.severities
        ]
        below = [_tally(found.by_likelihood.get(one, riskviews.NONE)) for one in found.likelihoods]
        return [*lines, ["Total", *below, _tally(found.whole)]]

    return Listing("risk-matrix", columns, rows, lambda: matrix_objects(found, playbook))


def _tally(one: Tally) -> str:
    """Return "2: 93,600.00 EUR + 57,600.00 USD", empty for no risk."""
    money = _words(sums(one.value))
    return "" if not one.count else f"{one.count}: {money}" if money else str(one.count)


def _flat(name: str, objects: Objects, keys: Sequence[str] = ()) -> Listing:
    """Return objects as a listing; what holds several is one text in its lines."""
    keys = keys or tuple(objects[0])
    columns = [Column(key, key.replace("_", " ").capitalize(), shown, key in _NUMBERS) for key in keys]
    return Listing(
        name, columns, lambda: [[_cell(one[key]) for key in keys] for one in objects], lambda: objects
    )


def _cell(value: Json) -> Value:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {number}" for key, number in value.items())
    if isinstance(value, list):
        return _words(value)
    return value if value is None or isinstance(value, str | int | Decimal) else str(value)


def _words(sums: Sequence[Json]) -> str:
    return " + ".join(f"{one['amount']:,f} {one['currency']}" for one in sums if isinstance(one, Mapping))


def _say_where_empty(is_empty: bool, what: str) -> None:
    if is_empty and is_terminal():
        say(f"No {what}.")
