"""A store whose every name is a text that breaks programs, packed a dozen to an account."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

import pytest

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Value
from kapta_tui.domain.text import one_line
from tests.app import account_store, risk_store
from tests.conftest import TODAY
from tests.exchange.conftest import samples_folder

OWN = (
    *account_store.NAUGHTY,
    *risk_store.NAUGHTY,
    "@#$%^&*()`~",
    "[@click=app.bell]x[/]",
    "\u202etest\u202c",
)
"""Texts at hand everywhere: markup, formulas, escape sequences, both directions, wide and joined characters."""

NAMES_OF_AN_ACCOUNT = 12


def big_list() -> list[str]:
    """Return the usable texts of the Big List of Naughty Strings; skip the test where it is not at hand."""
    folder = samples_folder()
    path = folder / "naughty-strings" / "blns.json" if folder else None
    if path is None or not path.exists():
        pytest.skip("no naughty-strings here; set KAPTA_SAMPLES to the folder of real files")
    return usable(json.loads(path.read_text(encoding="utf-8")))


def usable(texts: list[str]) -> list[str]:
    """Return the texts that leave something to show: an empty name is refused, which the rules' tests cover."""
    return [text for text in dict.fromkeys(texts) if one_line(text).strip()]


def fill(store: Store, texts: list[str]) -> None:
    """Give every text to a record, twelve to an account; the texts go round for what is left of the last account."""
    count = -(-len(texts) // NAMES_OF_AN_ACCOUNT)
    given = islice(cycle(texts), count * NAMES_OF_AN_ACCOUNT)
    with store.write("fill") as tx:
        for place in range(count):
            _account(tx, given, place)


def _account(tx: Transaction, given: Iterator[str], place: int) -> None:
    # An account's name is unique, and so is every text but those that go round.
    account = add_record(tx, "accounts", {"name": next(given), "owner": "jane"})

    def add(kind: str, **values: Value) -> int:
        return add_record(tx, kind, {"account": account, **values})

    add("contacts", name=next(given), title=next(given), power="final_say")
    add("contracts", name=next(given), value=1000 + place, end=_day(30))
    add("opportunities", name=next(given), amount=10)
    add("notes", text=next(given))
    reasons = (next(given), "PRICE")
    add("risks", reasons=reasons, severity="high", likelihood="likely", details=next(given))
    goal = add("goals", name=next(given))
    objective = add("objectives", goal=goal, name=next(given))
    action = add("actions", goal=goal, objective=objective, name=next(given), start=_day(-20), due=_day(-2))
    add("tasks", action=action, name=next(given), due=_day(-1))


def _day(offset: int) -> date:
    return TODAY + timedelta(offset)


def make_store(folder: Path, texts: list[str]) -> Store:
    """Return a store of jane's in `folder` filled with `texts`."""
    store = Store(folder / "kapta.db", "jane", TODAY).open()
    fill(store, texts)
    return store
