"""The values of a report as JSON, with the keys that risks have everywhere (interface.md 1)."""

from __future__ import annotations

from collections.abc import Iterable

from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.records import objects_of
from kapta_tui.cli.session import Reader
from kapta_tui.data.read.money import Money
from kapta_tui.data.read.risk_detail import RiskDetail, RiskNote
from kapta_tui.data.read.riskportfolio import PortfolioReport
from kapta_tui.data.read.riskreport import RiskReport
from kapta_tui.data.read.risks import Totals
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.money import from_minor
from kapta_tui.reports.registry import Report

Object = dict[str, Json]


def values_of(reader: Reader, report: Report) -> Object:
    """Return what a report tells, as one object; money is a list of amounts, one for each currency."""
    head: Object = {"kind": "report", "report": report.code, "title": report.title, "date": report.day}
    values = report.values
    return head | (_of_account(reader, values) if isinstance(values, RiskReport) else _of_all(reader, values))


def _of_account(reader: Reader, values: RiskReport) -> Object:
    others = _risks(reader, (other.row.id for other in values.others))
    notes = {other.row.id: _notes(other.notes) for other in values.others}
    return {
        "account": values.account.name,
        "owner": values.account.owner or None,
        "type": values.account.type,
        "contract_values": sums(values.worth),
        "risk": None if values.main is None else _main(reader, values, values.main),
        "other_risks": [one | {"notes": notes[number]} for number, one in others.items()],
    }


def _main(reader: Reader, values: RiskReport, main: RiskDetail) -> Object:
    (found,) = _risks(reader, [main.row.id]).values()
    return found | {
        "expected_losses": sums(values.loss),
        "health_cost": values.cost,
        "seen_before": [{"label": reason, "risks": count} for reason, count in values.seen_before.items()],
        "statuses": [
            {"status": stage.status, "since": stage.since, "days": stage.days} for stage in main.stages
        ],
        "work": [_work(reader, work) for work in main.linked],
        "notes": _notes(main.notes),
    }


def _work(reader: Reader, work: LinkedWork) -> Object:
    return {
        "id": work.id,
        "kind": KINDS[work.kind].noun,
        "name": work.name,
        "owner": work.owner or None,
        "due": work.due,
        "completed_at": work.done_on,
        "overdue": work.is_overdue(reader.view.today),
        "percent": work.percent,
    }


def _notes(notes: Iterable[RiskNote]) -> list[Json]:
    return [
        {"id": note.id, "kind": "note", "date": note.date, "author": note.author or None, "text": note.text}
        for note in notes
    ]


def _of_all(reader: Reader, values: PortfolioReport) -> Object:
    matrix = values.matrix
    risks = _risks(reader, (one.row.id for one in (*values.risks, *values.ended)))
    return {
        "filter": values.filter or None,
        "account_filter": values.account_filter or None,
        "person": values.person,
        "totals": _totals(values.totals) | {"active": values.totals.active},
        "active": _totals(values.active),
        "unaddressed": _totals(values.unaddressed)
        | {"risks": [one.row.id for one in values.risks if one.row.unaddressed]},
        "ending": _totals(values.ending) | {"risks": [one.row.id for one in values.ends]},
        "closed": [
            {"status": one.status, "count": one.count, "contract_values": sums(one.value)}
            for one in values.closed
        ],
        "matrix": [
            {
                "severity": severity,
                "likelihood": likelihood,
                "count": (cell := matrix.at((severity, likelihood))).count,
                "contract_values": sums(cell.value),
                "expected_losses": sums(cell.loss),
            }
            for severity in matrix.severities
            for likelihood in matrix.likelihoods
        ],
        "reasons": [
            {
                "code": one.code,
                "reason": one.label,
                "primary": one.primary,
                "any": one.any,
                "active": one.active,
                "contract_values": sums(one.value),
            }
            for one in values.reasons
        ],
        "load": [
            {
                "person": one.person or None,
                "active": one.active,
                "unaddressed": one.unaddressed,
                "overdue": one.overdue,
                "contract_values": sums(one.value),
                "expected_losses": sums(one.loss),
            }
            for one in values.load
        ],
        "risks": [risks[one.row.id] for one in values.risks if one.row.id in risks],
        "recently_closed": [risks[one.row.id] for one in values.ended if one.row.id in risks],
    }


def _totals(found: Totals) -> Object:
    return {
        "count": found.count,
        "contract_values": sums(found.value),
        "expected_losses": sums(found.loss),
    }


def sums(money: Money) -> list[Json]:
    """Return amounts as numbers in the unit of their currency."""
    return [{"amount": from_minor(minor, code), "currency": code} for code, minor in money.sums]


def _risks(reader: Reader, wanted: Iterable[int]) -> dict[int, Object]:
    """Return risks by id, as `kapta risk show --json` writes them."""
    ids = list(wanted)
    objects = objects_of(reader, KINDS["risks"], ids)
    return dict(zip(ids, objects, strict=True))
