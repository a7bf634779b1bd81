"""Risks of the sample portfolio, active and prior."""

from __future__ import annotations

from datetime import date

from kapta_tui.data import tables
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.texts import Spec, content
from kapta_tui.data.demo.world import Customer, World
from kapta_tui.data.write.positions import BAND
from kapta_tui.domain import risk as rules
from kapta_tui.domain.risk import Labelled


def add_risks(world: World) -> None:
    """Start every risk, work on it, and close the prior ones."""
    for spec in content("risks")["risk"]:
        customer = world.customers[spec["account"]]
        reasons = rules.read_reasons(world.playbook, spec["reasons"])
        row = _start(world, customer, spec, reasons)
        customer.risks.append((spec, row))
        _work(world, customer, spec, row, reasons[0].label)
        if "closed" in spec:
            _close(world, customer, spec, row, reasons)


def _start(world: World, customer: Customer, spec: Spec, reasons: tuple[Labelled, ...]) -> Row:
    severity, likelihood = spec.get("severity"), spec.get("likelihood")
    priority, by_hand = rules.settle_priority(world.playbook, severity, likelihood, spec.get("priority"))
    assignee = world.users.get(spec.get("assignee", ""))
    row = world.ledger.row(
        tables.Risk,
        account_id=customer.row.id,
        severity=severity,
        likelihood=likelihood,
        priority=priority,
        priority_by_hand=by_hand,
        assignee_id=assignee.id if assignee else None,
        details=spec.get("details"),
        opened_at=world.ledger.working_day(world.day(spec["opened"])),
        position=_rank(world, priority) * BAND + world.ledger.place(tables.Risk, priority=priority),
    )
    held = [
        world.ledger.row(
            tables.RiskReason,
            account_id=customer.row.id,
            risk_id=row.id,
            position=place,
            code=reason.code,
            label=reason.label,
        )
        for place, reason in enumerate(reasons)
    ]
    held.append(_stage(world, customer, row, "open", world.day(spec["opened"])))
    severe = world.playbook.label("severity", severity)
    tail = f", severity {severe}" if severe else ""
    sentence = f"Started a risk on {customer.name}: {reasons[0].label}{tail}"
    day = world.day(spec["opened"])
    world.ledger.add(day, customer.owner["name"], "start_risk", sentence, row, *held)
    return row


def _rank(world: World, priority: str | None) -> int:
    codes = [choice.code for choice in world.playbook.choices("priority")]
    return codes.index(priority) if priority in codes else len(codes)


def _work(world: World, customer: Customer, spec: Spec, row: Row, title: str) -> None:
    if spec["status"] in ("open", rules.NEVER_A_RISK):
        return
    days = (spec.get("closed", 0) - spec["opened"]) // 5
    label = world.playbook.label("risk_status", "in_process")
    sentence = f"Moved the risk on {customer.name} ({title}) to status {label}"
    day = world.day(spec["opened"] + days)
    who, stage = customer.owner["name"], _stage(world, customer, row, "in_process", day)
    world.ledger.change(day, who, "move_risk", sentence, row, {"status": "in_process"}, (stage,))


def _stage(world: World, customer: Customer, row: Row, status: str, day: date) -> Row:
    """Return the row that says since when the risk has the status."""
    since = world.ledger.working_day(day)
    return world.ledger.row(
        tables.RiskStage, account_id=customer.row.id, risk_id=row.id, status=status, since=since
    )


def _close(world: World, customer: Customer, spec: Spec, row: Row, reasons: tuple[Labelled, ...]) -> None:
    resolutions = rules.read_resolutions(world.playbook, reasons, spec.get("resolutions", ()))
    held = tuple(
        world.ledger.row(
            tables.RiskResolution,
            account_id=customer.row.id,
            risk_id=row.id,
            position=place,
            code=resolution.code,
            label=resolution.label,
        )
        for place, resolution in enumerate(resolutions)
    )
    day = world.day(spec["closed"])
    how = "; ".join(resolution.label for resolution in resolutions)
    status = world.playbook.label("risk_status", spec["status"]).removeprefix("Closed: ")
    world.ledger.change(
        day,
        customer.owner["name"],
        "close_risk",
        f"Closed the risk on {customer.name} ({reasons[0].label}): {status}{f', {how}' if how else ''}",
        row,
        {"status": spec["status"], "closed_at": world.ledger.working_day(day)},
        (*held, _stage(world, customer, row, spec["status"], day)),
    )
