"""SWOT items and the voice of the customer in the sample portfolio."""

from __future__ import annotations

from datetime import date
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.texts import known
from kapta_tui.data.demo.world import Customer, World

_LENSES = {"us": "relationship", "market": "market"}


def add_knowledge(world: World) -> None:
    """Enter what is known of every account, all of one day as one change."""
    for key, customer in world.customers.items():
        facts = known(key)
        swot = [
            _item(world, customer, _LENSES[lens], *written)
            for lens in _LENSES
            for written in facts.get(lens, ())
        ]
        _enter(world, customer, swot, "reviewed_on", "add_swot", "SWOT item")
        answers = [_answer(world, customer, *written) for written in facts.get("voc", ())]
        _enter(world, customer, answers, "date", "add_voc", "VOC answer")


def _item(world: World, customer: Customer, lens: str, quadrant: str, theme: str, ago: int, text: str) -> Row:
    return world.ledger.row(
        tables.Swot,
        account_id=customer.row.id,
        quadrant=quadrant,
        lens=lens,
        theme=theme,
        reviewed_on=world.ledger.working_day(world.day(ago)),
        text=text,
    )


def _answer(world: World, customer: Customer, question: str, ago: int, role: str, text: str) -> Row:
    day = world.ledger.working_day(world.day(ago))
    speaker = customer.in_role(role, day)
    return world.ledger.row(
        tables.Voc,
        account_id=customer.row.id,
        question=question,
        text=text,
        date=day,
        contact_id=speaker.row.id if speaker else None,
        asked_by_id=customer.owner.id,
    )


def _enter(world: World, customer: Customer, rows: list[Row], column: str, verb: str, what: str) -> None:
    by_day: dict[Any, list[Row]] = {}
    for row in rows:
        by_day.setdefault(row[column], []).append(row)
    for day, together in by_day.items():
        said = f"a {what}" if len(together) == 1 else f"{len(together)} {what}s"
        sentence = f"Added {said} of {customer.name}"
        world.ledger.add(date.fromisoformat(day), customer.owner["name"], verb, sentence, *together)
