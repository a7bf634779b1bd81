"""Writing the health of an account in the format that is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from kapta_tui.cli.health import told as telling
from kapta_tui.cli.health.objects import health_object
from kapta_tui.cli.health.rows import KEYS, RIGHT, health_rows
from kapta_tui.cli.health.told import EXACT, Told
from kapta_tui.cli.naming import account_id
from kapta_tui.cli.output import Column, Listing, send, write_listing, write_object
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.output.listing import shown
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.session import session
from kapta_tui.data.read.health.next import WhatNext, what_next
from kapta_tui.domain.fields import Value
from kapta_tui.domain.health.period import DEFAULT, parse_period

_READ = 2
"""Decimals of the points that people read."""


def show_health(account: str, since: str, form: str | None, *, why: bool, steps: bool) -> None:
    """Write the health of the account that is named, with its facts and what would raise it where asked for.

    Raises:
        UsageError: `since` is no period or does not begin before today.
        NotFound, Ambiguous: no account or several are called that, or no review was held.
    """
    period = parse_period(since) if since else DEFAULT
    form = form or ("table" if is_terminal() else "tsv")
    is_json = form in ("json", "jsonl")
    with session().reading() as reader:
        number = account_id(reader, account)
        told = telling.told(reader, number, period, _READ if form == "table" else EXACT)
        wanted = steps or is_json
        ahead = what_next(reader.connection, number, reader.view.today, reader.playbook) if wanted else None
    if form == "table":
        from kapta_tui.cli.health.words import health_text

        send(health_text(told, ahead, _keys(), with_facts=why))
    elif is_json:
        write_object(_listing(told, ahead, with_facts=True), form)
    else:
        write_listing(_listing(told, ahead, with_facts=why), form)


def _listing(told: Told, ahead: WhatNext | None, *, with_facts: bool) -> Listing:
    columns = [Column(key, key.capitalize(), shown, key in RIGHT) for key in KEYS]

    def rows() -> list[list[Value]]:
        return [[row.get(key) for key in KEYS] for row in health_rows(told, ahead, with_facts=with_facts)]

    def objects() -> list[Mapping[str, Json]]:
        assert ahead is not None
        return [health_object(told, ahead, _keys())]

    return Listing("health", columns, rows, objects)


def _keys() -> dict[str, str]:
    """Return the first key of each command of the app, as people read it, their own settings included."""
    from kapta_tui.commands import resolve_keys, show_key

    found = resolve_keys(session().settings.keys).keys
    return {command: show_key(keys.split(",")[0]) for command, keys in found.items() if keys}
