"""Every key of swim lanes of many bars beside the page-down of visidata, in the same run."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data import OWNERS, TODAY, WORDS, Material, kapta
from goals import Goal

GOALS_COUNT, ACTIONS_EACH, YEARS = 200, 9, 5
"""2 000 bars of one account over five years."""

ACCOUNT = "Cedar Full"
ROWS = 10_000
"""Rows of the file that visidata pages through."""

KEYS = {
    "pan": "l*20",
    "pan by a week": "text:wwwwwwwwwwbbbbbbbbbb",
    "zoom out and in": "text:----++++----++++",
    "down": "j*20",
    "half page down": "ctrl+d*10",
    "today": "T*5",
    "move a bar": "text:LLLLLLLL",
}
"""What is pressed, by what it does, in this order."""

VISIDATA, LANES = "visidata", "lanes 2 000"
WANTED = tuple(
    Goal(
        f"swim lanes of 2 000 bars, {name}",
        LANES,
        VISIDATA,
        f"{name.replace(' ', '-')} settled median",
        1.0,
        anchor_metric="page settled median",
    )
    for name in KEYS
)


def specs(material: Material, vd: str, app: Callable[..., dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is run in turn: visidata on a file, and the program at the lanes of one account."""
    store = lanes_store(material)
    config = material.folder / "at-plans"
    config.mkdir(exist_ok=True)
    (config / "settings.toml").write_text('start_screen = "plans"\n', encoding="utf-8")
    pressed = " ".join(f"{keys}@{name.replace(' ', '-')} wait:300" for name, keys in KEYS.items())
    moves = f"wait:800 A wait:800 V wait:1500 quiet:80 {pressed}"
    paging = {"name": VISIDATA, "cmd": vd, "ready": "X1[0-9]", "keys": "pagedown*20@page", "quit": "q"}
    return [
        {**paging, "after": 1.0},
        app(LANES, store, "Actions|Plans", keys=moves, env={"KAPTA_CONFIG": str(config)}, after=1.0),
    ]


def lanes_store(material: Material) -> Path:
    """Return the store with the plan, made on the first call."""
    path = material.folder / "lanes.db"
    if not path.exists():
        chance = random.Random(ACCOUNT)
        folder = material.folder
        goals = list(_goals(chance))
        _take(path, folder, "accounts", ["name", "owner"], [(ACCOUNT, OWNERS[0])])
        _take(path, folder, "goals", ["account", "name", "section", "start", "due"], goals)
        names = [(name, start) for _, name, _, start, _ in goals]
        heads = ["account", "goal", "name", "start", "due", "percent", "owner"]
        _take(path, folder, "actions", heads, _actions(chance, names))
    return path


def _goals(chance: random.Random) -> Iterable[tuple[str, ...]]:
    today = date.fromisoformat(TODAY)
    for number in range(GOALS_COUNT):
        start = today + timedelta(chance.randrange(-365 * YEARS // 2, 365 * YEARS // 2 - 120))
        name = f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} {number}"
        section = chance.choice(["customer", "internal"])
        yield ACCOUNT, name, section, start.isoformat(), (start + timedelta(120)).isoformat()


def _actions(chance: random.Random, goals: Sequence[tuple[str, str]]) -> Iterable[tuple[str, ...]]:
    for goal, start in goals:
        for number in range(ACTIONS_EACH):
            first = date.fromisoformat(start) + timedelta(chance.randrange(60))
            last = first + timedelta(chance.randrange(5, 60))
            percent = str(chance.choice([0, 0, 20, 40, 60, 80, 100]))
            name = f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} step {number}"
            yield ACCOUNT, goal, name, first.isoformat(), last.isoformat(), percent, chance.choice(OWNERS)


def _take(store: Path, folder: Path, kind: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path = folder / f"lanes-{kind}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    kapta(store, "import", str(path), "--as", kind)
