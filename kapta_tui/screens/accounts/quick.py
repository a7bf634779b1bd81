"""Adding an account typed on one line (features: row 1)."""

from __future__ import annotations

from functools import partial

from kapta_tui.data.read.playbook import current
from kapta_tui.domain import quickadd
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.values import Context
from kapta_tui.screens import editing_jobs as jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.editing import Done, Then, run, unless_taken


def quick_add(screen: BaseScreen, then: Then) -> None:
    """Ask for one line and add the account it means; what it means is said while it is typed."""
    screen.ask_to_open("quick add", current, lambda playbook: _prompt(screen, playbook, then))


def _prompt(screen: BaseScreen, playbook: Playbook, then: Then) -> None:
    context = Context(today=screen.shell.today, choices=playbook.choices)

    def save(text: str, done: Done) -> None:
        def added(account: int) -> None:
            done(None)
            then(account)

        values = quickadd.parse(text, context)
        write = partial(run, screen, jobs.add("accounts", values), added, done)
        unless_taken(screen, str(values["name"]), write, done)

    prompt = Prompt(
        "Quick add an account",
        placeholder="Acme Corp @Parent !strategic owner:jane",
        hint="a name, then @parent, !type, field:value as you like",
        read=lambda text: meaning(text, context),
        save=save,
    )
    screen.app.push_screen(prompt)


def meaning(text: str, context: Context) -> str:
    """Return in words what the line would add. Raises ValueError with the reason when it means nothing."""
    try:
        values = quickadd.parse(text, context)
    except KaptaError as error:
        raise ValueError(str(error)) from error
    return " · ".join(
        f"{KINDS['accounts'].by_name[name].label}: {_shown(value)}" for name, value in values.items()
    )


def _shown(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
