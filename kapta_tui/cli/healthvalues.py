"""The values of reports on health and activity as JSON, with the keys that `kapta health` has (interface.md 1)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kapta_tui.cli.health import told as telling
from kapta_tui.cli.health.figures import percent
from kapta_tui.cli.health.objects import health_object
from kapta_tui.cli.health.told import EXACT
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.session import Reader
from kapta_tui.data.read.health.history import DayOfHealth
from kapta_tui.data.read.healthreport import ActivityReport, HealthReport, PortfolioHealth
from kapta_tui.data.read.healthreport.among import AccountHealth, Moved
from kapta_tui.data.read.healthreport.happened import Happened

Object = dict[str, Json]


def account_health_object(reader: Reader, report: HealthReport) -> Object:
    """Return all that `kapta health --json` has, and `days` [{date, score, measured, carried}] and `satisfaction`."""
    told = telling.told(reader, report.account.id, report.period, EXACT)
    return {
        **health_object(told, report.next, {}),
        "days": [_day(day) for day in report.days],
        "satisfaction": [
            {
                "date": one.on,
                "score": one.score,
                "description": one.description or None,
                "author": one.author or None,
            }
            for one in report.asked
        ],
    }


def portfolio_health_object(report: PortfolioHealth) -> Object:
    """Return `bands`, `accounts`, `fell` and `rose` with their causes in words, and who goes `cold`."""
    return {
        "filter": report.filter or None,
        "account_filter": report.account_filter or None,
        "period": report.period.text,
        "bands": {band or "not scored": count for band, count in report.bands.items()},
        "accounts": [_account(one) for one in report.accounts],
        "fell": _moved(report.fell),
        "rose": _moved(report.rose),
        "cold": [
            {
                "contact": row.name,
                "account": row.account,
                "newest": row.cooling.newest,
                "cold_on": row.cooling.cold_on,
                "days_left": row.days_left,
            }
            for row in report.cold
        ],
    }


def activity_object(report: ActivityReport) -> Object:
    """Return `counts`, what `happened`, the `changes` of the feed, and the change of health over the same period."""
    changed = None if report.standing is None else report.standing.change
    return {
        "account": None if report.account is None else report.account.name,
        "filter": report.filter or None,
        "account_filter": report.account_filter or None,
        "period": report.period.text,
        "since": report.since,
        "counts": dict(report.counts),
        "happened": [_happened(one) for one in report.happened],
        "total": report.total,
        "changes": [
            {
                "id": row.id,
                "at": row.at,
                "user": row.user,
                "account": row.account or None,
                "sentence": row.sentence,
            }
            for row in report.changes
        ],
        "score": None if report.standing is None else report.standing.score,
        "delta": None if changed is None else changed.delta,
        "accounts": [
            {**_account(one.account), "counts": dict(one.counts), "total": one.total}
            for one in report.accounts
        ],
        "quiet": report.quiet,
        "fell": _moved(report.fell),
        "rose": _moved(report.rose),
    }


def _account(one: AccountHealth) -> Object:
    return {
        "id": one.id,
        "account": one.name,
        "owner": one.owner or None,
        "score": one.score,
        "band": one.band,
        "measured": percent(one.measured),
        "delta": one.delta,
        "since": one.since,
    }


def _moved(found: Iterable[Moved]) -> list[Json]:
    return [
        {
            **_account(one.account),
            "words": one.words,
            "you_changed": Decimal(one.by_you or 0),
            "rules_changed": Decimal(one.by_rules or 0),
        }
        for one in found
    ]


def _day(day: DayOfHealth) -> Object:
    return {"date": day.day, "score": day.score, "measured": percent(day.measured), "carried": day.carried}


def _happened(one: Happened) -> Object:
    return {
        "date": one.day,
        "sort": one.sort,
        "id": one.id,
        "account": one.account,
        "text": one.text,
        "user": one.who or None,
    }
