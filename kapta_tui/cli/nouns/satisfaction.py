"""`kapta satisfaction`: how pleased customers are, entered day by day."""

from __future__ import annotations

from typing import Any

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.parameters import Account, JsonRecord
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["satisfaction"]
_ABOUT = (
    "Enter how pleased an account is; write the entry's id, or with --json all of it. A day has one entry: of a day "
    "that has one it changes that. The account's own satisfaction is always that of the newest day."
)

app = plain_app()


@app.command("add", short_help="how pleased an account is", help=_ABOUT)
@of_kind(KIND, without=("account",))
def add(account: Account, *, as_json: JsonRecord = False, **given: Any) -> None:
    """Add an entry, or change that of its day."""
    from kapta_tui.cli.nouns.acting import below_account
    from kapta_tui.data.write.basic import add_record

    def act(number: int, values: dict[str, Value]) -> int:
        return session().write(add_record, KIND.name, {"account": number, **values}).value

    below_account(KIND, account, given, as_json, act)


group = noun_group(KIND, "How pleased customers are, 0 to 10, day by day.", app)
