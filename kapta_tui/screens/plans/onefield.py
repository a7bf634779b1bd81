"""One question about work of a plan: whose it is, and when it is due (features: rows 84, 93 and 94)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from kapta_tui.data.read.plantargets import Held, held
from kapta_tui.domain.values import as_date
from kapta_tui.screens import editing_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.editing_jobs import Named
from kapta_tui.screens.plans import jobs
from kapta_tui.screens.record.people import ask_person as pick_person

NO_DAY: Final = "none"
"""The word that takes a due date off."""


def ask_person(screen: BaseScreen, title: str, chosen: Sequence[Named], then: Callable[[], object]) -> None:
    """Pick whose the work is to be, among the people there are or by a new name, and give it to them."""

    def save(person: str | None) -> None:
        screen.write(editing_jobs.sentence, jobs.assign(chosen, person), then=lambda _: then())

    def show(now: Held) -> None:
        pick_person(screen, title, now.person, now.named, save)

    screen.ask_to_open("present owner", partial(held, chosen=chosen), show)


def ask_due(screen: BaseScreen, title: str, chosen: Sequence[Named], then: Callable[[], object]) -> None:
    """Ask for the due date, the present one standing there, and set it; only a word of its own takes it off."""
    today = screen.shell.today
    are_tasks = all(kind == "tasks" for kind, _ in chosen)
    without = "lets it follow its action, if it has one" if are_tasks else "takes the date off"

    def words(text: str) -> str:
        day = read_due(text, today)
        return f"No date of its own: {NO_DAY} {without}" if day is None else f"Due {day:%a} {day.isoformat()}"

    def save(text: str | None) -> None:
        if text is not None:
            job = jobs.set_due(chosen, read_due(text, today))
            screen.write(editing_jobs.sentence, job, then=lambda _: then())

    def show(now: Held) -> None:
        value = "" if now.due is None else now.due.isoformat()
        hint = f"A day, such as 2026-12-31, +7d or eom; “{NO_DAY}” {without}"
        screen.app.push_screen(Prompt(title, value=value, placeholder="+7d", hint=hint, read=words), save)

    screen.ask_to_open("present due date", partial(held, chosen=chosen), show)


def read_due(text: str, today: date) -> date | None:
    """Return the day that `text` means, None for the word that takes it off. Raises ValueError for all else."""
    return None if text.strip().casefold() == NO_DAY else as_date(text.strip(), today)
