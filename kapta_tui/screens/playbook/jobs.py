"""Reading the playbook, foretelling what another one does, and putting it in force; all of it runs in threads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kapta_tui.data.read.health.whatif import foretell_text
from kapta_tui.data.read.planlevels import shifts_between
from kapta_tui.data.read.playbook import current_version
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.health.whatif import WhatIf
from kapta_tui.domain.playbook import PlaybookError, Problem, differences, parse, retire_missing
from kapta_tui.domain.playbook.draft import New
from kapta_tui.domain.playbook.healthentries import Keys
from kapta_tui.domain.playbook.lines import key_lines
from kapta_tui.domain.playbook.parse import load

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


class Version(NamedTuple):
    """The playbook in force: the number of the version, and its text."""

    number: int
    text: str


class Foreseen(NamedTuple):
    """What a playbook would do, or what is wrong with it.

    `wrong` says by keys what cannot be used of the values shown, `problems` what else cannot.
    """

    told: WhatIf | None
    differs: tuple[str, ...] = ()
    wrong: Mapping[Keys, str] = {}
    problems: tuple[str, ...] = ()


def read(connection: sqlite3.Connection) -> Version:
    """Return the playbook in force."""
    return Version(*current_version(connection))


def foresee(
    connection: sqlite3.Connection, text: str, changes: Mapping[Keys, New], today: date
) -> Foreseen | KaptaError:
    """Return what the playbook `text` with these changes would do; an error where it cannot be changed so."""
    from kapta_tui.data.write.healthtext import with_health

    try:
        other = with_health(text, changes) if changes else text
        # The places of mistakes are looked up in texts that are TOML alone.
        load(other)
    except KaptaError as error:
        return error
    try:
        told = foretell_text(connection, today, other)
        before = current_version(connection)[1]
        old, new = parse(before), parse(retire_missing(before, other))
        moved = (shift.sentence for shift in shifts_between(connection, old, new))
        return Foreseen(told, (*differences(old, new), *moved))
    except PlaybookError as error:
        return _wrong(other, error.problems)


def _wrong(text: str, problems: tuple[Problem, ...]) -> Foreseen:
    """Say of the values of the health score what is wrong with each, and of everything else on which line."""
    lines = {line: path[1:] for path, line in key_lines(text).items() if path[0] == "health"}
    wrong: dict[Keys, str] = {}
    others: list[str] = []
    for problem in problems:
        keys = tuple(str(part) for part in lines.get(problem.line, ()))
        if keys:
            # It stands below its value, which need not be named again.
            cause = problem.cause.removeprefix(f"health.{'.'.join(keys)} ")
            wrong.setdefault(keys, f"{cause}; {problem.remedy}")
        else:
            others.append(str(problem))
    return Foreseen(None, wrong=wrong, problems=tuple(others))


def save(text: str, changes: Mapping[Keys, New], base: int) -> Callable[[Store], Outcome[tuple[str, ...]]]:
    """Put the playbook `text` with these changes in force; `base` is the version it was made from."""

    def run(store: Store) -> Outcome[tuple[str, ...]]:
        from kapta_tui.data.write.healthtext import with_health
        from kapta_tui.data.write.playbooks import set_playbook

        return store.do(set_playbook, with_health(text, changes) if changes else text, base)

    return run
