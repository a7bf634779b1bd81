"""Business reviews of the sample portfolio, held and to come."""

from __future__ import annotations

from datetime import date, timedelta

from kapta_tui.data import tables
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.texts import content
from kapta_tui.data.demo.world import Customer, World
from kapta_tui.domain.reviews import checklist

_PLANNED_BEFORE = 24
"""A review was planned so many days before it was held."""

_PREPARED = -4
_ENTERED = -11
"""Days from today on which reviews to come were planned, and prepared."""

_COUNT = 4
"""Most people of the customer at one review."""


def add_reviews(world: World) -> None:
    """Enter the reviews of every account with those who take part."""
    for key, reviews in content("reviews").items():
        customer = world.customers[key]
        for kind, stage, ago, rating, summary in reviews:
            day = _weekday(world, ago)
            row = _planned(world, customer, kind, day)
            if stage != "planned":
                _went(world, customer, row, stage, rating or None, summary or None)


def _weekday(world: World, ago: int) -> date:
    """Return the day, or for a weekend the working day before it, ahead of today the one after."""
    day = world.day(ago)
    if ago < 0:
        return world.ledger.working_day(day)
    return day + timedelta({5: 2, 6: 1}.get(day.weekday(), 0))


def _planned(world: World, customer: Customer, kind: str, day: date) -> Row:
    label = world.playbook.label("qbr_type", kind)
    row = world.ledger.row(
        tables.Qbr,
        account_id=customer.row.id,
        name=f"{label} review {day}",
        type=kind,
        date=day,
        owner_id=customer.owner.id,
        agenda=checklist(world.playbook.qbr_agenda),
    )
    entered = min(day - timedelta(_PLANNED_BEFORE), world.day(_ENTERED))
    entered = max(entered, world.day(-customer.spec["since"] + 1))
    met = min(day, world.today)
    links = [
        world.ledger.row(
            tables.QbrContact, account_id=customer.row.id, qbr_id=row.id, contact_id=player.row.id
        )
        for player in customer.present(met)[:_COUNT]
    ]
    links += [
        world.ledger.row(tables.QbrColleague, account_id=customer.row.id, qbr_id=row.id, user_id=user.id)
        for user in (customer.owner, *customer.contributors)
    ]
    sentence = f"Added QBR {row['name']} of {customer.name}"
    world.ledger.add(entered, customer.owner["name"], "add_qbr", sentence, row, *links)
    return row


def _went(
    world: World, customer: Customer, row: Row, stage: str, rating: str | None, summary: str | None
) -> None:
    """Say what became of the review: prepared or cancelled ahead of it, or held with its agenda done."""
    held = date.fromisoformat(row["date"])
    values: dict[str, object] = {"stage": stage}
    if summary:
        values |= {"summary": summary}
    if stage in ("held", "completed"):
        values |= {"agenda": row["agenda"].replace("[ ]", "[x]")}
    if rating:
        values |= {"rating": rating}
    fields = " and ".join(name for name in ("stage", "summary", "rating") if name in values)
    fields = fields.replace(" and ", ", ", fields.count(" and ") - 1)
    sentence = f"Changed {fields} of QBR {row['name']} of {customer.name}"
    day = min(held, world.day(_PREPARED))
    world.ledger.change(day, customer.owner["name"], "edit_qbr", sentence, row, values)
