"""Colleagues, queues and products of the sample portfolio."""

from __future__ import annotations

from kapta_tui.data import tables
from kapta_tui.data.demo.texts import content
from kapta_tui.data.demo.world import ME, World
from kapta_tui.domain.money import to_minor
from kapta_tui.domain.text import fold, one_line

_FIRST_DAY = -729
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "'": None, " ": "."})


def mail_name(name: str) -> str:
    """Return `name` as it stands before the at sign, such as soren.ravn."""
    return fold(name).translate(_LETTERS)


def add_users(world: World, user: str) -> None:
    """Enter the user, eight colleagues and two queues; a colleague of the user's name is the user."""
    ledger, texts = world.ledger, content("people")
    me = ledger.row(tables.User, name=one_line(user))
    rows = [me]
    for name in texts["colleagues"]:
        if fold(name) == me["name_folded"]:
            world.users[name] = me
            continue
        mail = f"{mail_name(name)}@ourselves.example"
        world.users[name] = ledger.row(tables.User, name=name, email=mail)
        rows.append(world.users[name])
    for name in texts["queues"]:
        if fold(name) != me["name_folded"]:
            rows.append(ledger.row(tables.User, name=name, is_queue=True))
            world.users[name] = rows[-1]
    world.users[ME] = me
    world.colleagues = [row for row in rows if not row["is_queue"]]
    sentence = f"Added {len(rows)} colleagues and queues"
    ledger.add(world.day(_FIRST_DAY), me["name"], "add_user", sentence, *rows)


def add_products(world: World) -> None:
    """Enter what the sample company sells."""
    for code, name, family, price, description in content("people")["products"]:
        world.products[code] = world.ledger.row(
            tables.Product,
            name=name,
            code=code,
            family=family,
            price_minor=to_minor(price, "EUR"),
            currency="EUR",
            description=description,
        )
    rows = list(world.products.values())
    sentence = f"Added {len(rows)} products"
    world.ledger.add(world.day(_FIRST_DAY), world.users[ME]["name"], "add_product", sentence, *rows)
