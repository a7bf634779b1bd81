"""The whitespace grid as a listing: a row per account, a column per product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kapta_tui.cli.output import Column, Listing
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.output.listing import shown
from kapta_tui.cli.session import Reader
from kapta_tui.data.read import whitespace
from kapta_tui.data.read.whitespace import Deal, Line, Offer, State
from kapta_tui.domain.fields import Value
from kapta_tui.domain.money import from_minor


def grid(reader: Reader, query: str) -> Listing:
    """Return the accounts that pass `query` by what they have of each product. Raises FilterError."""
    offers = whitespace.offers(reader.connection)
    order = whitespace.order(reader.connection, reader.view, query, as_tree=False).ids
    found = whitespace.lines(reader.connection, order, reader.playbook)
    lines = [found[number] for number in order if number in found]
    columns = [Column("account", "Account", shown)]
    columns += [Column(name, name, shown) for name in _names(offers)]
    return Listing(
        "whitespace",
        columns,
        lambda: [[line.name, *(_words(line, offer) for offer in offers)] for line in lines],
        lambda: [_object(line, offers) for line in lines],
    )


def _names(offers: Sequence[Offer]) -> list[str]:
    """Return the names of products, with the id behind those that several are called by."""
    borne = Counter(offer.name for offer in offers)
    return [offer.name if borne[offer.name] == 1 else f"{offer.name} ({offer.id})" for offer in offers]


def _words(line: Line, offer: Offer) -> Value:
    spot = line.spots.get(offer.id)
    if spot is None:
        return ""
    chance = max((deal.percent for deal in spot.open), default=None)
    offered = "" if chance is None else f"open {chance} %"
    if spot.state is State.HAS:
        return f"has, {offered}" if offered else "has"
    return offered or spot.state.value


def _object(line: Line, offers: Sequence[Offer]) -> Mapping[str, Json]:
    def named(*states: State) -> list[Json]:
        return [offer.name for offer in offers if _state(line, offer) in states]

    deals: list[Json] = [
        _deal(offer, deal)
        for offer in offers
        if offer.id in line.spots
        for deal in line.spots[offer.id].deals
    ]
    return {
        "id": line.id,
        "kind": "account",
        "name": line.name,
        "products": named(State.HAS),
        "whitespace": named(State.NOTHING, State.LOST),
        "opportunities": deals,
    }


def _state(line: Line, offer: Offer) -> State:
    spot = line.spots.get(offer.id)
    return State.NOTHING if spot is None else spot.state


def _deal(offer: Offer, deal: Deal) -> Json:
    return {
        "id": deal.id,
        "name": deal.name,
        "product": offer.name,
        "stage": deal.stage,
        "probability": deal.percent,
        "amount": None if deal.minor is None else from_minor(deal.minor, deal.currency),
        "currency": deal.currency,
    }
