"""From what a person types to the id of a record."""

from __future__ import annotations

from collections.abc import Sequence

from kapta_tui.cli.session import Reader
from kapta_tui.data.read.find import find
from kapta_tui.domain.errors import NotFound, UsageError
from kapta_tui.domain.fields import Kind


def account_id(reader: Reader, text: str) -> int:
    """Return the id of the account called `text`. Raises NotFound, Ambiguous."""
    return find(reader.connection, "accounts", text)


def record_id(reader: Reader, kind: Kind, words: Sequence[str]) -> int:
    """Return the id of the record that `[ACCOUNT] RECORD` names.

    Raises:
        NotFound, Ambiguous: no record or several are called that.
        UsageError: there are too many words.
    """
    if len(words) > (2 if kind.owner else 1):
        raise UsageError(
            f"'{' '.join(words)}' names more than one {kind.noun}.", "Put a name of several words in quotes."
        )
    account = account_id(reader, words[0]) if len(words) == 2 else None
    if kind.name == "risks":
        return _risk(reader, words[-1], account)
    return find(reader.connection, kind.name, words[-1], account)


def _risk(reader: Reader, text: str, account: int | None) -> int:
    """A risk has no name of its own: it is called by its id, or by its account for the one that is active."""
    if account is None and not text.isdecimal():
        account = account_id(reader, text)
        return active_risk(reader, account) or newest_risk(reader, account, text)
    return find(reader.connection, "risks", text, account)


def active_risk(reader: Reader, account: int) -> int | None:
    """Return the id of the account's active risk, or None."""
    row = reader.connection.execute(
        "SELECT id FROM risk WHERE account_id = ? AND closed_at IS NULL ORDER BY id DESC LIMIT 1", (account,)
    ).fetchone()
    return None if row is None else int(row[0])


def newest_risk(reader: Reader, account: int, text: str) -> int:
    """Return the id of the account's newest risk. Raises NotFound when it never had one."""
    row = reader.connection.execute(
        "SELECT id FROM risk WHERE account_id = ? ORDER BY closed_at DESC, id DESC LIMIT 1", (account,)
    ).fetchone()
    if row is None:
        raise NotFound(f"{text} has no risk.", "Start one with 'kapta risk start'.")
    return int(row[0])
