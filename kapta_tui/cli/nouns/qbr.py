"""`kapta qbr`: business reviews, their packs, and how they went."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import naming_help, noun_group
from kapta_tui.cli.parameters import Account, JsonFormat, JsonRecord, Record, text
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["qbrs"]
_BEGINS = (
    "Owner, participants and agenda that are not given are the account's owner, those of the last review of the "
    "type (at the first one the account's owner and contributors), and the playbook's checklist; an empty text "
    "leaves one empty."
)
_PACK = "Write what changed since the last review, for one review or for the next one of an account."
_Rating = Annotated[
    str | None,
    typer.Option("--rating", parser=text, metavar="CODE", help="How it went; without one it is not rated."),
]
_Summary = Annotated[
    str | None,
    typer.Option("--summary", parser=text, metavar="TEXT", help="Minutes; - reads standard input."),
]
_Out = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", parser=Path, help="A Markdown file.")
]
_Named = Annotated[list[str], typer.Argument(metavar="[ACCOUNT] RECORD|ACCOUNT", parser=text)]

app = plain_app()


@app.command(
    "add", short_help="a new QBR", help=f"Add a new QBR; write its id, or with --json all of it. {_BEGINS}"
)
@of_kind(KIND, without=("account",))
def add(account: Account, *, as_json: JsonRecord = False, **given: Any) -> None:
    """Add a review with what a new one begins with."""
    from kapta_tui.cli.nouns.acting import below_account
    from kapta_tui.data.write.basic import add_record

    def act(number: int, values: dict[str, Value]) -> int:
        begun = _begun(number, values)
        return session().write(add_record, KIND.name, {"account": number, **begun, **values}).value

    below_account(KIND, account, given, as_json, act)


@app.command("complete", short_help="it was held: rate it", help=f"Complete a QBR.{naming_help(KIND)}")
@of_kind(KIND)
def complete(
    record: Record, rating: _Rating = None, summary: _Summary = None, as_json: JsonRecord = False
) -> None:
    """Complete a review."""
    from kapta_tui.cli.fields import read_input
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.reviews import move_review

    def act(review: int, _values: dict[str, Value]) -> int:
        words = read_input() if summary == "-" else summary
        session().write(move_review, review, "completed", rating, words)
        return review

    on_record(KIND, record, {}, as_json, act)


@app.command("pack", short_help="what changed since the last one", help=f"{_PACK}{naming_help(KIND)}")
def pack(record: _Named, out: _Out = None, as_json: JsonFormat = False) -> None:
    """Write the pack of a review."""
    from kapta_tui.cli.output import send
    from kapta_tui.cli.packs import pack_of
    from kapta_tui.exchange.writers.target import opened

    with session().reading() as reader:
        written = pack_of(reader, record, as_json=as_json)
    if out is None or str(out) == "-":
        send(written)
        return
    with opened(out) as stream:
        stream.write(written.encode("utf-8", "replace"))


def _begun(account: int, values: dict[str, Value]) -> dict[str, Value]:
    """Return what the review begins with, as the form shows it; without a date there is no review to begin."""
    from datetime import date

    from kapta_tui.data.read.reviews import begin

    day = values.get("date")
    if not isinstance(day, date):
        return {}
    with session().reading() as reader:
        type_ = str(values.get("type") or KIND.by_name["type"].default)
        return dict(begin(reader.connection, account, type_, day, reader.playbook))


group = noun_group(KIND, "Business reviews, planned and held.", app)
