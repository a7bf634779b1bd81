"""The pack of a review as the command line writes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kapta_tui.cli import naming, records
from kapta_tui.cli.output.json_text import encode
from kapta_tui.cli.session import Reader
from kapta_tui.data.read import reviews
from kapta_tui.data.read.reviewpack import Pack, load_pack
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.kinds import KINDS
from kapta_tui.exchange.packtext import pack_text, review_text


def pack_of(reader: Reader, words: Sequence[str], *, as_json: bool) -> str:
    """Return the pack of the review that `words` name, else of the account: for its next review, or until today.

    Raises NotFound, Ambiguous, UsageError.
    """
    account, review = _named(reader, words)
    if review is None:
        assert account is not None
        day = reader.view.today
        since = reviews.since(reader.connection, reviews.previous(reader.connection, account, day))
        pack = load_pack(reader.connection, reader.view, account, until=day, since=since)
        return f"{encode(_object(pack, None))}\n" if as_json else pack_text(pack)
    page = reviews.page(reader.connection, reader.view, review)
    if not as_json:
        return review_text(page)
    (found,) = records.objects_of(reader, KINDS["qbrs"], [review])
    return f"{encode(_object(page.pack, found))}\n"


def _named(reader: Reader, words: Sequence[str]) -> tuple[int | None, int | None]:
    """Return the account and the review that are meant; a review goes before an account of the same name."""
    kind = KINDS["qbrs"]
    try:
        return None, naming.record_id(reader, kind, words)
    except NotFound:
        if len(words) > 1:
            raise
    try:
        account = naming.account_id(reader, words[0])
    except NotFound:
        raise NotFound(
            f"There is no QBR and no account called '{words[0]}'.", "Check the spelling.", kind.noun
        ) from None
    return account, reviews.next_review(reader.connection, account, reader.view.today)


def _object(pack: Pack, review: dict[str, Any] | None) -> dict[str, Any]:
    parts = {
        part.name.lower().replace(" ", "_"): [
            {"date": line.day, "title": line.title, "detail": line.detail or None} for line in part.lines
        ]
        for part in pack.parts
    }
    return {
        "kind": "pack",
        "account": pack.account,
        "since": pack.since,
        "since_review": pack.is_since_review,
        "until": pack.until,
        "review": review,
        "changes": parts,
    }
