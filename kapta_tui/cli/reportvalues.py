"""The values of a report as JSON, with the keys that its records have everywhere (interface.md 1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kapta_tui.cli.aboutrisk import note_objects, risk_objects
from kapta_tui.cli.amounts import offered, sums
from kapta_tui.cli.healthvalues import account_health_object, activity_object, portfolio_health_object
from kapta_tui.cli.nouns.risk_objects import closed_object, load_object, matrix_objects, reason_object
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.planvalues import customer_object, plan_object
from kapta_tui.cli.records import objects_of
from kapta_tui.cli.session import Reader
from kapta_tui.data.read.customerreport import CustomerReport
from kapta_tui.data.read.healthreport import ActivityReport, HealthReport, PortfolioHealth
from kapta_tui.data.read.planreport import PlanReport
from kapta_tui.data.read.risk_detail import RiskDetail
from kapta_tui.data.read.riskportfolio import PortfolioReport
from kapta_tui.data.read.riskreport import RiskReport
from kapta_tui.data.read.risks import Totals
from kapta_tui.domain.features import seen
from kapta_tui.domain.kinds import KINDS
from kapta_tui.reports.registry import Report

Object = dict[str, Json]


def values_of(reader: Reader, report: Report) -> Object:
    """Return what a report tells, as one object; money is a list of amounts, one for each currency."""
    head: Object = {"kind": "report", "report": report.code, "title": report.title, "date": report.day}
    match report.values:
        case PlanReport() as values:
            return head | plan_object(values)
        case CustomerReport() as values:
            return head | customer_object(values)
        case RiskReport() as values:
            return head | _of_account(reader, values)
        case HealthReport() as values:
            return account_health_object(reader, values) | head
        case PortfolioHealth() as values:
            return head | portfolio_health_object(values)
        case ActivityReport() as values:
            return head | activity_object(values)
        case values:
            return head | _of_all(reader, values)


def _of_account(reader: Reader, values: RiskReport) -> Object:
    others = _risks(reader, (other.row.id for other in values.others))
    notes = {other.row.id: note_objects(other.notes) for other in values.others}
    found: Object = {
        "account": values.account.name,
        "owner": values.account.owner or None,
        "type": values.account.type,
        "contract_values": sums(values.worth),
        "risk": None if values.main is None else _main(reader, values, values.main),
        "other_risks": [one | {"notes": notes[number]} for number, one in others.items()],
    }
    return offered(found, values.off)


def _main(reader: Reader, values: RiskReport, main: RiskDetail) -> Object:
    (found,) = _risks(reader, [main.row.id]).values()
    more: Object = {"expected_losses": sums(values.loss), "health_cost": values.cost}
    return found | risk_objects(main, reader) | offered(more, values.off)


def _of_all(reader: Reader, values: PortfolioReport) -> Object:
    off = values.off
    risks = _risks(reader, (one.row.id for one in (*values.risks, *values.ended)))
    found: Object = {
        "filter": values.filter or None,
        "account_filter": values.account_filter or None,
        "person": values.person,
        "totals": _totals(values.totals, off) | {"active": values.totals.active},
        "active": _totals(values.active, off),
        "unaddressed": _totals(values.unaddressed, off)
        | {"risks": [one.row.id for one in values.risks if one.row.unaddressed]},
        "ending": _totals(values.ending, off) | {"risks": [one.row.id for one in values.ends]},
        "closed": [offered(closed_object(one), off) for one in values.closed],
        "matrix": [offered(cell, off) for cell in matrix_objects(values.matrix, reader.playbook)],
        "reasons": [offered(reason_object(one), off) for one in values.reasons],
        "load": [offered(load_object(one, reader.playbook), off) for one in values.load],
        "risks": [risks[one.row.id] for one in values.risks if one.row.id in risks],
        "recently_closed": [risks[one.row.id] for one in values.ended if one.row.id in risks],
    }
    return offered(found, values.off)


def _totals(found: Totals, off: Collection[str]) -> Object:
    money: Object = {"contract_values": sums(found.value), "expected_losses": sums(found.loss)}
    return {"count": found.count} | offered(money, off)


def _risks(reader: Reader, wanted: Iterable[int]) -> dict[int, Object]:
    """Return risks by id as `kapta risk list --json` writes them, but for fields of features that are off."""
    ids, kind, off = list(wanted), KINDS["risks"], reader.playbook.off
    hidden = {field.name for field in kind.fields if not seen(field, off)}
    objects = (
        {key: value for key, value in found.items() if key not in hidden}
        for found in objects_of(reader, kind, ids)
    )
    return dict(zip(ids, objects, strict=True))
