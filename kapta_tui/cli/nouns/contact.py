"""`kapta contact`: key players, who of us knows them, and what is missing among them (domain.md 3.3)."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.parameters import (
    Account,
    AnyAccount,
    Format,
    JsonFormat,
    JsonRecord,
    at_least,
    chosen,
    text,
)
from kapta_tui.cli.session import say, session
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["contacts"]

app = plain_app()

_Words = Annotated[
    list[str], typer.Argument(metavar="[ACCOUNT] CONTACT COLLEAGUE STRENGTH", parser=text, show_default=False)
]

_Within = Annotated[
    int | None,
    typer.Option(
        "--within", parser=at_least(0), metavar="DAYS", help="Only who is cold in so many days or already."
    ),
]


@app.command("relate", short_help="say how well a colleague knows a contact")
def relate(words: _Words, as_json: JsonRecord = False) -> None:
    """Say how well a colleague knows a contact; the strength that means none takes the relationship away.

    STRENGTH is a code or label of the playbook, such as met, working or trusted. ACCOUNT before the contact says
    which, where several are called that. A colleague nobody knows yet is made.
    """
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.relationships import set_relationship

    if len(words) not in (3, 4):
        raise UsageError(
            "A relationship needs a contact, a colleague and a strength.",
            "Write it as 'kapta contact relate \"Ana Ruiz\" jane trusted'.",
        )
    *contact, colleague, strength = words

    def act(number: int, _values: dict[str, Value]) -> int:
        return session().write(set_relationship, number, colleague, strength).value

    on_record(KIND, contact, {}, as_json, act)


@app.command("gaps", short_help="what is missing among the key players of an account")
def gaps(account: Account, format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Show the coverage gaps of an account: roles that are empty or against us, silence, one contact alone."""
    from kapta_tui.cli import naming
    from kapta_tui.cli.output import Column, Listing, write_listing
    from kapta_tui.cli.output.listing import shown
    from kapta_tui.cli.output.stdout import is_terminal
    from kapta_tui.data.read import people

    with session().reading() as reader:
        number = naming.account_id(reader, account)
        found = people.gaps(reader.connection, number, reader.playbook, reader.view.today)
    rows: list[list[Value]] = [[gap.rule, gap.text] for gap in found]
    columns = [Column("rule", "Rule", shown), Column("text", "Gap", shown)]
    objects = [
        {"rule": gap.rule, "text": gap.text, "role": gap.role or None, "contacts": list(gap.contacts)}
        for gap in found
    ]
    write_listing(Listing("gaps", columns, lambda: rows, lambda: objects), chosen(format, as_json))
    if not found and is_terminal():
        say("Nothing is missing among the key players.")


@app.command("cold", short_help="who goes cold next, and what it costs")
def cold(
    account: AnyAccount = None,
    within: _Within = None,
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Show which key players go cold next, of ACCOUNT or of all accounts: nobody has spoken with them for too long.

    They are cold after the days of silence that the playbook allows, strong_contact_days. Who goes cold next comes
    first; who is cold already follows, with 0 days left or fewer, last who was never spoken with. Costs are the
    points of health that their silence takes by then.
    """
    from kapta_tui.cli.nouns.cooling import show_cold

    show_cold(account, within, chosen(format, as_json))


group = noun_group(KIND, "Key players at an account, with role, friendliness and decision power.", app)
