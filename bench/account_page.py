"""Opening the page of a full account beside that of an empty one, on one store."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data import OWNERS, TODAY, WORDS, Material, kapta

CONTACTS, NOTES, CONTRACTS = 500, 5_000, 200
FEW = 30
"""Records of each kind of the account whose cursor moves are the anchor."""

EMPTY, SOME, FULL = "Alder Empty", "Birch Some", "Cedar Full"
"""The accounts, in the order of the list."""

ROLES = ("executive_sponsor", "decision_maker", "champion", "influencer", "point_of_contact")
LIKINGS = ("advocate", "supporter", "neutral", "sceptic")
TABS = 10
"""Tab changes, enough to come round."""

Specs = list[dict[str, Any]]


def specs(store: Path, app: Callable[..., dict[str, Any]]) -> Specs:
    """Return the runs: each opens one account from the list, turns its tabs and moves down its key players."""
    found = []
    for place, name in enumerate((EMPTY, SOME, FULL)):
        # Whoever goes down twice and back has moved as often, and read as many previews, as for any other.
        moves = " ".join(["down"] * 2 + ["up"] * (2 - place))
        keys = f"{moves} wait:400 quiet:500 enter@open quiet:80 wait:300 down*20@down ]*{TABS}@tab"
        found.append(app(name, store, "Accounts 3", keys=keys, after=1.0))
    return found


def page_store(material: Material) -> Path:
    """Return the store with the three accounts, made on the first call."""
    path = material.folder / "pages.db"
    if not path.exists():
        _take(
            path,
            material.folder,
            "accounts",
            ["name", "owner"],
            [(n, OWNERS[0]) for n in (EMPTY, SOME, FULL)],
        )
        for account, contacts, notes, contracts in (
            (SOME, FEW, FEW, FEW),
            (FULL, CONTACTS, NOTES, CONTRACTS),
        ):
            chance = random.Random(account)
            people = [
                f"{word.title()} {WORDS[number % 7].title()} {number}"
                for number, word in _words(chance, contacts)
            ]
            _take(path, material.folder, "contacts", _CONTACT, _contacts(chance, account, people))
            _take(path, material.folder, "notes", _NOTE, _notes(chance, account, people, notes))
            _take(path, material.folder, "contracts", _CONTRACT, _contracts(chance, account, contracts))
    return path


_CONTACT = ["account", "name", "title", "role", "friendliness", "email", "reports_to"]
_NOTE = ["external_id", "account", "text", "type", "date", "author", "contacts"]
_CONTRACT = ["account", "name", "value", "start", "end"]


def _words(chance: random.Random, count: int) -> Iterable[tuple[int, str]]:
    return [(number, chance.choice(WORDS)) for number in range(count)]


def _contacts(chance: random.Random, account: str, people: Sequence[str]) -> Iterable[Sequence[object]]:
    for number, name in enumerate(people):
        boss = people[(number - 1) // 6] if number else ""
        mail = f"{number}@{account.split()[0].lower()}.example"
        yield account, name, "Manager", chance.choice(ROLES), chance.choice(LIKINGS), mail, boss


def _notes(
    chance: random.Random, account: str, people: Sequence[str], count: int
) -> Iterable[Sequence[object]]:
    for number in range(count):
        text = f"Talked about {' '.join(chance.choices(WORDS, k=12))} and what comes next."
        day = date.fromisoformat(TODAY) - timedelta(number % 900)
        kind = chance.choice(("meeting", "call", "email"))
        yield f"{account}-{number}", account, text, kind, day, chance.choice(OWNERS), chance.choice(people)


def _contracts(chance: random.Random, account: str, count: int) -> Iterable[Sequence[object]]:
    for number in range(count):
        start = date.fromisoformat(TODAY) - timedelta(chance.randrange(900))
        yield account, f"Contract {number}", chance.randrange(1, 900) * 1000, start, start + timedelta(1000)


def _take(
    store: Path, folder: Path, kind: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Import rows as records of a kind."""
    path = folder / f"page-{kind}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(header)
        out.writerows(rows)
    kapta(store, "import", str(path), "--as", kind)
