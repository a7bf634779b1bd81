"""Notes of the sample portfolio: what was said, to whom, and about what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from kapta_tui.data import tables
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.texts import Spec, content
from kapta_tui.data.demo.world import Customer, Player, World
from kapta_tui.data.write.records import shortened

_TYPES = ("meeting", "call", "email", "visit", "internal")
_WEIGHTS = (30, 36, 26, 9, 14)
_MOOD_DAYS = 150
"""How long the present mood of an account has lasted."""

_REVIEW_DAYS = 92
_DENSEST = 0.6
_THINNED_BY = 130


@dataclass(slots=True)
class _Bag:
    """Texts drawn in random order, none again before all have been drawn."""

    random: Random
    _left: dict[int, list[str]] = field(default_factory=dict)

    def draw(self, texts: list[str]) -> str:
        left = self._left.setdefault(id(texts), [])
        if not left:
            left.extend(self.random.sample(texts, len(texts)))
        return left.pop()


def add_notes(world: World) -> None:
    """Write the notes of every account, at its rhythm, and those about its risks."""
    for customer in world.customers.values():
        bag = _Bag(customer.random)
        for day, kind in _calendar(world, customer):
            _talk(world, customer, bag, day, kind)
        for spec, risk in customer.risks:
            _about_risk(world, customer, bag, spec, risk)
    for spec in content("notes")["fixed"]:
        customer = world.customers[spec["account"]]
        day = world.day(spec["day"])
        write(world, customer, day, spec["type"], spec["text"], customer.present(day)[:1])


def write(
    world: World, customer: Customer, day: date, kind: str, text: str, players: list[Player], **about: int
) -> None:
    """Write a note of `day`, told by the owner or a contributor; `about` are links such as `risk_id`."""
    author = customer.somebody()
    row = world.ledger.row(
        tables.Note,
        account_id=customer.row.id,
        text=text,
        type=kind,
        date=world.ledger.working_day(day),
        author_id=author.id,
        **about,
    )
    links = [
        world.ledger.row(
            tables.NoteContact, account_id=customer.row.id, note_id=row.id, contact_id=player.row.id
        )
        for player in players
    ]
    sentence = f"Noted on {customer.name}: {shortened(text)}"
    world.ledger.add(day, author["name"], "add_note", sentence, row, *links)


def is_quiet(world: World, customer: Customer, day: date) -> bool:
    """Return whether the account had gone quiet before `day`, so that no note was written on it."""
    return day > world.day(-customer.spec["quiet"])


def after_work(world: World, customer: Customer, day: date, kind: str, **about: int) -> None:
    """Write what people write when an action or a task is done."""
    players = customer.present(day)
    if players and not is_quiet(world, customer, day):
        player = customer.random.choice(players)
        text = customer.random.choice(content("notes")["by_record"][kind])
        write(world, customer, day, kind, text.format(who=player.given_name), [player], **about)


def _calendar(world: World, customer: Customer) -> Iterator[tuple[date, str]]:
    """Yield days and types of the account's notes, newest first."""
    spec, random = customer.spec, customer.random
    ago, review = spec["quiet"], spec["quiet"] + random.randrange(20, _REVIEW_DAYS)
    while ago < spec["since"] - 2:
        if spec.get("type") == "strategic" and ago >= review:
            review += _REVIEW_DAYS
            yield world.day(-ago), "qbr"
        else:
            yield world.day(-ago), random.choices(_TYPES, _WEIGHTS)[0]
        # What lies further back was written down more rarely, or has been tidied away.
        thinning = _DENSEST + ago / _THINNED_BY
        ago += max(1, round(spec["rhythm"] * random.uniform(0.5, 1.5) * thinning))


def _talk(world: World, customer: Customer, bag: _Bag, day: date, kind: str) -> None:
    texts, random, spec = content("notes"), customer.random, customer.spec
    moods = _moods(world, customer, day)
    parts = [
        bag.draw(texts["openings"][kind]),
        bag.draw(texts["findings"][random.choice(moods)]),
    ]
    if random.random() < 0.35:
        parts.append(bag.draw(texts["industry"][spec["industry"]]))
    if random.random() < 0.45:
        parts.append(bag.draw(texts["next"]["steps"]))
    there = customer.present(day)
    count = 0 if kind == "internal" else random.choice((1, 1, 1, 2)) if kind != "qbr" else 3
    players = random.sample(there, min(count, len(there)))
    _say(world, customer, day, kind, " ".join(parts), players)


def _moods(world: World, customer: Customer, day: date) -> tuple[str, ...]:
    """Return what notes of `day` may sound like; who has bought nothing yet has nothing to praise or blame."""
    mood = customer.spec["mood"]
    if mood == "prospect":
        return (mood,)
    return (mood, mood, "plain") if (world.today - day).days < _MOOD_DAYS else ("warm", "plain")


def _say(world: World, customer: Customer, day: date, kind: str, text: str, players: list[Player]) -> None:
    """Fill in the names that the text leaves open."""
    random, spec = customer.random, customer.spec
    first = players[0] if players else None
    colleague = random.choice([row for row in world.colleagues if row is not customer.owner])
    codes = [written[0] for written in spec.get("contracts", ())]
    filled = text.format(
        who=first.given_name if first else "",
        title=first.row["title"] if first else "",
        me=str(colleague["name"]).split(" ", 1)[0],
        city=random.choice(content("people")["regions"][spec["region"]]["cities"]),
        product=world.product_name(codes, random),
    )
    write(world, customer, day, kind, filled, players)


def _about_risk(world: World, customer: Customer, bag: _Bag, spec: Spec, risk: Row) -> None:
    span = spec.get("closed", 0) - spec["opened"]
    for part in (1, 2, 3):
        day = world.day(spec["opened"] + span * part // 4)
        there = customer.present(day)
        if there and not is_quiet(world, customer, day):
            player = customer.random.choice(there)
            text = bag.draw(content("notes")["by_record"]["risk"]).format(who=player.given_name)
            write(world, customer, day, "risk", text, [player], risk_id=risk.id)
