"""Reading the rules of the health score."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from kapta_tui.domain.playbook.catalogues import read_numbers
from kapta_tui.domain.playbook.health import (
    FACTORS,
    PROFILE_ITEMS,
    Ageing,
    Bands,
    Freshness,
    HealthRules,
    NoteRules,
    PlanRules,
    ProfileRules,
)
from kapta_tui.domain.playbook.reader import Table

_EMPTY = ("plan", "notes", "freshness")


def read_health(top: Table, account_types: Collection[str]) -> HealthRules:
    """Return the health rules; points and factors of the scales are read from the scales."""
    table = top.table("health")
    share = table.table("freshness_share")
    severities = read_numbers(top.table("severity"), "points")
    empty = table.table("empty")
    rules = HealthRules(
        weights_by_type={name: _weights(t) for name, t in _by_type(table, "weights", account_types).items()},
        freshness_by_type={
            name: _freshness(t) for name, t in _by_type(table, "freshness", account_types).items()
        },
        notes_by_type={name: _notes(t) for name, t in _by_type(table, "notes", account_types).items()},
        bands=_bands(table.table("bands")),
        severity_points=severities,
        likelihood_factor=read_numbers(top.table("likelihood"), "factor"),
        unset_severity=table.word("unset_severity", severities),
        new_account_days=table.number("new_account_days"),
        empty={factor: empty.word(factor, ("zero", "skip")) for factor in _EMPTY},
        key_weight=share.number("key_weight", low=1, high=100),
        account_share=share.decimal("account", 0, 1),
        plan=_plan(table.table("plan")),
        profile=_profile(table.table("profile")),
        qbr=_ageing(table.table("qbr")),
        satisfaction=_ageing(table.table("satisfaction")),
    )
    for part in (share, empty, table):
        part.done()
    return rules


def _by_type(table: Table, name: str, account_types: Collection[str]) -> dict[str, Table]:
    """Return the table that holds for each account type: the common one, or it with special keys over it."""
    common = table.table(name)
    special = table.table(f"{name}_for")
    tables: dict[str, Table] = {}
    for code in account_types:
        if code in special.values:
            own = special.table(code)
            merged: dict[str, Any] = {**common.values, **own.values}
            tables[code] = Table(merged, own.path, table.problems)
        else:
            tables[code] = common
    special.done(account_types)
    return tables


def _weights(table: Table) -> dict[str, int]:
    weights = {factor: table.number(factor, low=0, high=1000) for factor in FACTORS}
    table.done()
    return weights


def _freshness(table: Table) -> Freshness:
    rules = Freshness(table.number("grace_days"), table.number("half_life_days", low=1))
    table.done()
    return rules


def _notes(table: Table) -> NoteRules:
    rules = NoteRules(
        window_days=table.number("window_days", low=1),
        min_length=table.number("min_length"),
        per_day=table.number("per_day", low=1),
        target=table.number("target", low=1),
        contacts=table.number("contacts", low=1),
        note_points=table.number("note_points"),
        contact_points=table.number("contact_points"),
    )
    table.done()
    return rules


def _bands(table: Table) -> Bands:
    bands = Bands(healthy=table.number("healthy", 0, 100), watch=table.number("watch", 0, 100))
    if bands.watch >= bands.healthy:
        table.problem(
            "watch",
            f"the band watch ({bands.watch}) does not begin below healthy ({bands.healthy})",
            "make it smaller",
        )
    table.done()
    return bands


def _plan(table: Table) -> PlanRules:
    rules = PlanRules(
        window_days=table.number("window_days", low=1),
        touched_days=table.number("touched_days", low=1),
        customer_points=table.number("customer_points"),
        internal_points=table.number("internal_points"),
        pace_points=table.number("pace_points"),
        updated_points=table.number("updated_points"),
        tasks_points=table.number("tasks_points"),
    )
    table.done()
    return rules


def _profile(table: Table) -> ProfileRules:
    points = table.table("points")
    rules = ProfileRules(
        points={item: points.number(item) for item in PROFILE_ITEMS},
        breadth_contacts=table.number("breadth_contacts", low=1),
        swot_stale_days=table.number("swot_stale_days", low=1),
        voc_stale_days=table.number("voc_stale_days", low=1),
    )
    points.done()
    table.done()
    return rules


def _ageing(table: Table) -> Ageing:
    ageing = Ageing(table.number("stale_days", low=1), table.number("expires_days", low=1))
    if ageing.expires_days < ageing.stale_days:
        table.problem(
            "expires_days",
            f"a value expires after {ageing.expires_days} days, before it is stale",
            f"write {ageing.stale_days} or more",
        )
    table.done()
    return ageing
