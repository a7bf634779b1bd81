"""Every key of a board of many cards beside one of few, and how soon such a board is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import Material
from goals import Goal

from kapta_tui.state import State, save_state

FEW, MANY = 500, 10_000

# A key that asks the store is not over when the terminal is quiet for a moment.
ASKING = "quiet:400"
KEYS = {
    "down": "j*20",
    "up": "k*20",
    "next column": "text:lhlhlhlhlh",
    "bottom and top": "text:GgGgGgGgGg",
    "half page down": "ctrl+d*10",
    "half page up": "ctrl+u*10",
    "mark": "text:__________",
    "take up": "m",
    "carry right": "right*3",
    "carry down": "down*10",
    "put back": "escape",
    "forget marks": "escape",
    "move right and left": f"{ASKING} text:LHLH",
    "move down and up": f"{ASKING} text:JKJK",
    "regroup": f"{ASKING} text:bbbb",
    "all views": f"{ASKING} text:VVVV",
    "filter": f"{ASKING} / text:nova",
    "clear filter": f"{ASKING} escape",
}
"""What is pressed, by what it does, in this order; `_` is the space bar."""

BARE, SMALL, LARGE = "bare", f"board {FEW}", "board 10k"
GOALS = (
    Goal("board of 10 000 risks, ready", LARGE, BARE, "ready", 1.75),
    # What a key shows at once is what it is felt by; what follows (counts, what was read anew) comes later.
    *(
        Goal(f"board of 10 000 cards, {name}", LARGE, SMALL, f"{name.replace(' ', '-')} first median", 1.2)
        for name in KEYS
    ),
)


def specs(
    material: Material, bare: dict[str, Any], app_spec: Callable[..., dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return what is run: an empty app, and the program on two stores, to be compared in turn."""
    pressed = " ".join(_labelled(name, keys) for name, keys in KEYS.items())
    moves = f"quiet:80 wait:600 {pressed}"
    found = [bare]
    for name, risks, words in ((SMALL, FEW, "Risks_500"), (LARGE, MANY, "Risks 10.?000")):
        store = material.store(10_000, risks)
        environment = {"KAPTA_CONFIG": str(_config(material.folder, store))}
        found.append(app_spec(name, store, words.replace("_", " "), keys=moves, env=environment, after=1.0))
    return found


def _labelled(name: str, keys: str) -> str:
    *before, last = keys.split()
    return " ".join([*before, f"{last}@{name.replace(' ', '-')}", "wait:500"])


def _config(folder: Path, store: Path) -> Path:
    """Return a folder of settings with which the program starts at the board of the risks of `store`."""
    config = folder / "at-board"
    config.mkdir(exist_ok=True)
    (config / "settings.toml").write_text('start_screen = "risks"\n', encoding="utf-8")
    save_state(store, State().with_view("risks", "board severity"), config / "state.toml")
    return config
