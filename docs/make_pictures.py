"""Draw the pictures of the README from the sample portfolio: `python docs/make_pictures.py`."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from kapta_tui.app import KaptaApp
from kapta_tui.data.demo import build
from kapta_tui.data.read.find import find
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.store import Store
from kapta_tui.reports.pictures import Plan, content, sheet_of
from kapta_tui.reports.pictures import draw as draw_sheet
from kapta_tui.reports.pictures.health import draw_health
from kapta_tui.reports.pictures.healthsheet import health_sheet
from kapta_tui.settings import Settings

PICTURES = Path(__file__).parent / "pictures"
TODAY = date(2026, 11, 21)
SLIDE = "Ardenbrook Retail Holdings"
KEYS: dict[str, tuple[str, ...]] = {
    "today": ("1",),
    "accounts": ("2",),
    "account": ("2", "down", "down", "enter"),
    "board": ("3", "V"),
    "matrix": ("3", "V", "V"),
    "risk": ("3", "enter"),
    "lanes": ("4", "V"),
    "plan": ("2", "enter", "right_square_bracket"),
    "health": ("2", "w"),
}
"""Picture to the keys that lead to its screen."""


async def draw(store: Store) -> None:
    """Write one SVG per entry of `KEYS`."""
    for name, keys in KEYS.items():
        app = KaptaApp(
            store_path=store.path,
            user=store.user,
            today=store.today,
            settings=Settings(),
            open_store=store.open,
        )
        async with app.run_test(size=(120, 34)) as pilot:
            for key in keys:
                await pilot.press(key)
                await settled(app)
                await pilot.pause(0.3)
            picture = without_fonts(app.export_screenshot(title="kapta"))
        (PICTURES / f"{name}.svg").write_text(picture, encoding="utf-8")


async def settled(app: KaptaApp) -> None:
    """Wait until every query has been answered."""
    await app.workers.wait_for_complete()


def draw_timeline(store: Store) -> None:
    """Write the plan of one account as its customer may see it, as a slide."""
    with closing(store.connect()) as connection:
        view = View(TODAY, store.user, current(connection))
        sheet = sheet_of(
            connection, view, Plan(account=find(connection, "accounts", SLIDE), for_customer=True)
        )
    (PICTURES / "timeline.svg").write_bytes(content(draw_sheet(sheet), "svg"))


def draw_days(store: Store) -> None:
    """Write the days of health of one account as a picture."""
    with closing(store.connect()) as connection:
        view = View(TODAY, store.user, current(connection))
        sheet = health_sheet(connection, view, find(connection, "accounts", SLIDE), None, ())
    (PICTURES / "days.svg").write_bytes(content(draw_health(sheet), "svg"))


def without_fonts(svg: str) -> str:
    """Return the picture with the viewer's own fixed-width font instead of one fetched from elsewhere."""
    bare = re.sub(r"@font-face\s*{.*?}", "", svg, flags=re.DOTALL)
    return bare.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def main() -> None:
    """Build the sample portfolio in a throw-away folder and draw it."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "demo.db", "Jane Doe", TODAY).open()
        build(store)
        asyncio.run(draw(store))
        draw_timeline(store)
        draw_days(store)


if __name__ == "__main__":
    main()
