"""`kapta account`."""

from __future__ import annotations

from functools import partial

import click

from kapta_tui.cli.lazy import Entry
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["accounts"]


def archiving(archived: bool) -> click.Command:
    """Return `kapta account archive` or `unarchive`."""
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.session import session

    def act(account: int, _values: dict[str, Value], _given: acting.Given) -> int:
        from kapta_tui.data.write.basic import archive_account

        session().write(archive_account, account, archived)
        return account

    if archived:
        about = "Take an account out of lists and averages; all its data stays."
        return acting.on_record(KIND, "archive", about, act)
    return acting.on_record(KIND, "unarchive", "Bring an archived account back.", act)


group = noun_group(
    "accounts",
    "The companies you look after.",
    {
        "archive": Entry("out of lists and averages, data stays", partial(archiving, True)),
        "unarchive": Entry("bring it back", partial(archiving, False)),
    },
)
