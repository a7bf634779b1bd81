"""`kapta account`."""

from __future__ import annotations

from functools import partial

import click

from kapta_tui.cli.lazy import Entry
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["accounts"]


def adding() -> click.Command:
    """Return `kapta account add`, which reads a whole account from one line."""
    from kapta_tui.cli.nouns import acting
    from kapta_tui.cli.session import Reader, session
    from kapta_tui.domain import quickadd
    from kapta_tui.domain.values import Context

    def read(reader: Reader, text: str) -> dict[str, Value]:
        return quickadd.parse(text, Context(today=reader.view.today, choices=reader.playbook.choices))

    def add(values: dict[str, Value]) -> int:
        from kapta_tui.data.write.basic import add_record

        return session().write(add_record, KIND.name, values).value

    about = (
        "Add a new account; write its id, or with --json all of it.\n\n"
        "NAME may be a whole line: \"Acme Nordic @'Acme Corp' !strategic owner:omar\" names the parent after @, "
        "the type after !, and any field as field:value; quotes keep such signs in a name, as --name does."
    )
    return acting.on_its_own(KIND, "add", about, add, read)


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
        "add": Entry("a new account, on one line or by options", adding),
        "archive": Entry("out of lists and averages, data stays", partial(archiving, True)),
        "unarchive": Entry("bring it back", partial(archiving, False)),
    },
)
