"""`kapta voc`: the voice of the customer (domain.md 3.4)."""

from __future__ import annotations

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.parameters import Account, Format, JsonFormat, chosen
from kapta_tui.cli.session import session
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["voc"]
QUESTION_KEYS = (
    "question",
    "label",
    "retired",
    "id",
    "answer",
    "date",
    "contact",
    "asked_by",
    "stale",
    "answers",
)
"""`id` is that of the newest answer, of which the following say more; `answers` counts all of them."""

app = plain_app()


@app.command("questions", short_help="each question with its newest answer")
def questions(account: Account, format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Show every question with the newest answer of the account, whether that is stale, and how many there are."""
    from kapta_tui.cli import naming
    from kapta_tui.cli.output import flat_listing, write_listing
    from kapta_tui.data.read import voc

    with session().reading() as reader:
        found = voc.questions(reader.connection, naming.account_id(reader, account), reader.view)
    rows = []
    for one in found:
        newest = one.newest
        answer = (
            (None, None, None, None, None, False)
            if newest is None
            else (
                newest.id,
                newest.text,
                newest.date,
                newest.contact or None,
                newest.asked_by or None,
                newest.is_stale,
            )
        )
        values = (one.code, one.label, one.is_retired, *answer, len(one.answers))
        rows.append(dict(zip(QUESTION_KEYS, values, strict=True)))
    write_listing(flat_listing("questions", QUESTION_KEYS, rows), chosen(format, as_json))


group = noun_group(KIND, "Voice of the customer: answers to the questions of the playbook.", app)
