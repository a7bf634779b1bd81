"""Business reviews: what a new one begins with, and what the page of one shows (mission S1; domain.md 1.1)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import names, records
from kapta_tui.data.read.records import Record, View
from kapta_tui.data.read.reviewpack import Pack, load_pack
from kapta_tui.data.read.worked import LinkedWork, made_from
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.reviews import (
    CANCELLED,
    COMPLETED,
    TOOK_PLACE,
    Review,
    last_of_type,
    prefilled,
)


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review with what is wanted beside it."""

    record: Record
    version: int
    """As the record was read, for the next change."""
    account: int
    previous: Record | None
    """The review that took place before it, whatever its type."""
    pack: Pack
    swot: list[Record]
    voc: list[Record]
    playbook: Playbook
    today: date
    made: tuple[LinkedWork, ...]
    """What was made from the review."""


def begin(
    connection: sqlite3.Connection, account: int, type_: str, before: date, playbook: Playbook
) -> Mapping[str, Value]:
    """Return what a new review of the account begins with: owner, both sides' participants and the agenda.

    Participants are those of the last review of that type before the day `before`; who has left is not among them.
    Without one our side are the account's owner and its contributors, but no queue.
    """
    owner = connection.execute(
        'SELECT u.name FROM account a JOIN "user" u ON u.id = a.owner_id WHERE a.id = ?', (account,)
    ).fetchone()
    left = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM contact WHERE account_id = ? AND has_left", (account,)
        )
    }
    last = last_of_type(_reviews(connection, account), type_, before)
    return {
        "owner": None if owner is None else owner[0],
        **prefilled(last, playbook, left, _ours(connection, account)),
    }


def _ours(connection: sqlite3.Connection, account: int) -> list[str]:
    """Return the people among owner and contributors of the account, the owner first."""
    found = connection.execute(
        "SELECT u.name FROM (SELECT owner_id AS id, 0 AS rank FROM account WHERE id = :account "
        "UNION ALL SELECT user_id, 1 FROM account_contributor WHERE account_id = :account) w "
        'JOIN "user" u ON u.id = w.id WHERE NOT u.is_queue '
        "GROUP BY u.id ORDER BY min(w.rank), u.name_folded, u.id",
        {"account": account},
    )
    return [name for (name,) in found]


def page(connection: sqlite3.Connection, view: View, review: int) -> ReviewPage:
    """Return all that the page of a review shows, without what is switched off. Raises NotFound when it is gone."""
    # The version is read before the values: a change in between is then noticed, not overwritten.
    version = records.version(connection, "qbrs", review)
    record = records.record(connection, "qbrs", view, review)
    account = names.account_of(connection, "qbrs", review)
    if account is None:
        raise NotFound("The QBR is gone.", "It may have been removed meanwhile.")
    day = record["date"]
    assert isinstance(day, date)
    before = previous(connection, account, day, review)
    return ReviewPage(
        record,
        version,
        account,
        None if before is None else records.record(connection, "qbrs", view, before),
        load_pack(connection, view, account, until=day, since=since(connection, before)),
        _all(connection, "swot", view, account) if view.playbook.enabled("swot") else [],
        _all(connection, "voc", view, account) if view.playbook.enabled("voc") else [],
        view.playbook,
        view.today,
        made_from(connection, "qbrs", review) if view.playbook.enabled("plans") else (),
    )


def previous(connection: sqlite3.Connection, account: int, day: date, review: int = 0) -> int | None:
    """Return the id of the newest review of the account held before `day`; `review` itself is none."""
    row = connection.execute(
        "SELECT id FROM qbr WHERE account_id = ? AND id <> ? AND date < ? "
        "AND stage IN (SELECT value FROM json_each(?)) ORDER BY date DESC, id DESC LIMIT 1",
        (account, review, day.isoformat(), json.dumps(sorted(TOOK_PLACE))),
    ).fetchone()
    return None if row is None else int(row[0])


def since(connection: sqlite3.Connection, review: int | None) -> date | None:
    """Return the day of a review, None for none."""
    row = connection.execute("SELECT date FROM qbr WHERE id = ?", (review,)).fetchone()
    return None if row is None else date.fromisoformat(row[0])


def next_review(connection: sqlite3.Connection, account: int, today: date) -> int | None:
    """Return the id of the account's next review that is planned, None without one."""
    row = connection.execute(
        "SELECT id FROM qbr WHERE account_id = ? AND date >= ? AND stage NOT IN (?, ?) "
        "ORDER BY date, id LIMIT 1",
        (account, today.isoformat(), COMPLETED, CANCELLED),
    ).fetchone()
    return None if row is None else int(row[0])


def _reviews(connection: sqlite3.Connection, account: int) -> list[Review]:
    """Return the reviews of the account in the order in which they were written."""
    contacts = _participants(connection, "qbr_contact", "contact", account)
    colleagues = _participants(connection, "qbr_colleague", "user", account)
    found = connection.execute(
        "SELECT id, type, date, stage FROM qbr WHERE account_id = ? ORDER BY id", (account,)
    )
    return [
        Review(type_, date.fromisoformat(day), stage, contacts.get(number, ()), colleagues.get(number, ()))
        for number, type_, day, stage in found
    ]


def _participants(
    connection: sqlite3.Connection, link: str, table: str, account: int
) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = connection.execute(
        f'SELECT l.qbr_id, n.name FROM {link} l JOIN "{table}" n ON n.id = l.{table}_id '
        "WHERE l.account_id = ? ORDER BY l.id",
        (account,),
    )
    for review, name in rows:
        found[review] = (*found.get(review, ()), name)
    return found


def _all(connection: sqlite3.Connection, kind: str, view: View, account: int) -> list[Record]:
    return records.records(connection, kind, view, records.ids(connection, kind, view, account=account))
