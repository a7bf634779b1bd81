"""A search beside a LIKE scan over the same notes: milliseconds of every key of some words."""

from __future__ import annotations

import csv
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from typing import Any

from data import Material, kapta

ACCOUNTS, NOTES, VOCABULARY = 10_000, 100_000, 6_000
SHOWN = 40
"""Records asked for while somebody types into the palette."""

BEGINS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "w",
]
MIDDLES = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
ENDS = ["", "n", "r", "s", "t", "l", "nd", "st", "rk"]

Runs = dict[str, list[dict[str, Any]]]


def measure(material: Material, rounds: int) -> Runs:
    """Return for every length of what is typed the slowest key and the scan beside it, and print which that was."""
    from kapta_tui.data.connect import connect
    from kapta_tui.data.read.search import search

    words = vocabulary()
    store = filled(material, words)
    runs: Runs = {}
    with closing(connect(store)) as connection:
        for _ in range(rounds):
            worst: dict[str, tuple[float, float, str]] = {}
            for label, text in keys(words):
                taken = milliseconds(lambda text=text: search(connection, text, limit=SHOWN))
                scan = milliseconds(lambda text=text: like(connection, text.split()[-1]))
                worst[label] = max(
                    worst.get(label, (0.0, 1.0, "")), (taken, scan, text), key=lambda key: key[0] / key[1]
                )
            for label, (taken, scan, text) in worst.items():
                print(f"slowest of {label}: '{text}' {taken:.2f} of {scan:.1f} ms = {taken / scan:.3f}")
                runs.setdefault(f"search {label}", []).append({"ms": taken})
                runs.setdefault(f"LIKE {label}", []).append({"ms": scan})
    return runs


def keys(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what is typed, key by key, of common and rare words, alone and behind a common one."""
    for word in (words[rank] for rank in (0, 1, 10, 100, 1_000, 4_000, 5_500)):
        for length in range(1, len(word) + 1):
            yield (
                {1: "1 letter", 2: "2 letters", 3: "3 letters"}.get(length, "4 letters and more"),
                word[:length],
            )
    for first, second in ((0, 1), (5, 300), (100, 1_000), (2, 5_000)):
        for length in range(1, len(words[second]) + 1):
            yield "2 words", f"{words[first]} {words[second][:length]}"
    yield "no such word", "qqzzyy"


def like(connection: sqlite3.Connection, word: str) -> None:
    """Find notes as one would without an index."""
    connection.execute("SELECT id FROM note WHERE text LIKE ?", (f"%{word}%",)).fetchall()


def milliseconds(work: Callable[[], object]) -> float:
    """Return the better of three times."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return min(times)


def vocabulary() -> list[str]:
    """Return made-up words, the commonest first."""
    chance = random.Random(VOCABULARY)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        parts = range(chance.choice((1, 1, 2, 2, 3)))
        word = "".join(chance.choice(BEGINS) + chance.choice(MIDDLES) + chance.choice(ENDS) for _ in parts)
        words[word] = None
    return list(words)


def filled(material: Material, words: list[str]) -> Path:
    """Return a store of accounts with a contact each, and notes of some twenty words as often as in a language."""
    store = material.folder / "search.db"
    if store.exists():
        return store
    chance = random.Random(NOTES)
    often = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def text(count: int) -> str:
        return " ".join(chance.choices(words, cum_weights=often, k=count))

    def name() -> str:
        return " ".join(chance.sample(words, 2)).title()

    rows = [(f"X{number}", f"{name()} {number}", text(8)) for number in range(ACCOUNTS)]
    load(material, store, "accounts", ("external_id", "name", "description"), rows)
    rows = [(f"X{number}", f"{name()} {number}", text(2)) for number in range(ACCOUNTS)]
    load(material, store, "contacts", ("account", "name", "title"), rows)
    rows = [
        (f"X{chance.randrange(ACCOUNTS)}", text(chance.randint(10, 30)), "2026-10-01") for _ in range(NOTES)
    ]
    load(material, store, "notes", ("account", "text", "date"), rows)
    return store


def load(
    material: Material, store: Path, kind: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> None:
    """Import `rows` of one kind."""
    path = material.folder / f"search-{kind}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(header)
        out.writerows(rows)
    kapta(store, "import", str(path), "--as", kind)
