"""From what a person types to the id of a record."""

from __future__ import annotations

from collections.abc import Sequence

from kapta_tui.cli.session import Reader
from kapta_tui.data.read.find import find, risk_of
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
    if account is not None or text.isdecimal():
        return find(reader.connection, "risks", text, account)
    risk = risk_of(reader.connection, account_id(reader, text))
    if risk is None:
        raise NotFound(f"{text} has no risk.", "Start one with 'kapta risk start'.")
    return risk
