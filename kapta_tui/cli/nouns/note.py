"""`kapta note`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.parameters import AnyAccount, JsonRecord, text
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["notes"]
_ABOUT = (
    "Add a new note; write its id, or with --json all of it.\n\n"
    "With --risk it is kept with that risk too, and ACCOUNT may be left out."
)
_Risk = Annotated[
    str | None,
    typer.Option(
        "--risk",
        parser=text,
        metavar="RISK",
        help="The risk it is about, by its id or its account: then it is the active one, else the newest.",
    ),
]

app = plain_app()


@app.command("add", short_help="a new note", help=_ABOUT)
@of_kind(KIND, without=("account",))
def add(account: AnyAccount = None, risk: _Risk = None, *, as_json: JsonRecord = False, **given: Any) -> None:
    """Add a note."""
    from kapta_tui.cli import naming
    from kapta_tui.cli.fields import given_values
    from kapta_tui.cli.nouns.acting import write_record
    from kapta_tui.data.write.notes import add_note

    if account is None and risk is None:
        raise UsageError("Missing argument 'ACCOUNT'.", "Name the account, or with --risk what it is about.")
    with session().reading() as reader:
        owner = None if account is None else naming.account_id(reader, account)
        about = None if risk is None else naming.record_id(reader, KINDS["risks"], [risk])
        values = given_values(reader, KIND, given)
    if owner is not None:
        values = {"account": owner, **values}
    write_record(KIND, session().write(add_note, values, about).value, as_json)


group = noun_group(KIND, "What was said, to whom and when; --text - reads standard input.", app)
