"""From what a person types to the id of a record."""

from __future__ import annotations

from collections.abc import Sequence

from kapta_tui.cli.session import Reader
from kapta_tui.data.read.among import Several
from kapta_tui.data.read.find import find, risk_of
from kapta_tui.domain.errors import NotFound, UsageError
from kapta_tui.domain.fields import Kind

ARCHIVED_HIDDEN = "Records of archived accounts are listed with --filter archived."


def account_id(reader: Reader, text: str) -> int:
    """Return the id of the account called `text`. Raises NotFound, Ambiguous."""
    return find(reader.connection, "accounts", text)


def account_ids(reader: Reader, text: str | None, *, with_children: bool, archived: bool) -> Several | None:
    """Return the account that is named, or it and all that stands below it; None where none is named.

    Of what stands below, accounts that are archived count where `archived` says so.

    Raises:
        UsageError: children are asked for of no account, or archived ones without children.
    """
    if with_children and not text:
        raise UsageError("Whose children is not said.", "Name the account, as in 'ACME --with-children'.")
    if archived and not with_children:
        raise UsageError("--archived goes with --with-children.", ARCHIVED_HIDDEN)
    if not text or not with_children:
        return account_id(reader, text) if text else None
    from kapta_tui.data.read.families import members

    return members(reader.connection, account_id(reader, text), archived=archived)


def record_id(reader: Reader, kind: Kind, words: Sequence[str], preferred: str = "") -> int:
    """Return the id of the record that `[ACCOUNT] RECORD` names; `preferred` chooses among several as in `find`.

    Raises:
        NotFound, Ambiguous: no record or several are called that.
        UsageError: there are too many words.
    """
    if len(words) > (2 if kind.owner else 1):
        raise _several(kind, words, "Put a name of several words in quotes.")
    try:
        account = account_id(reader, words[0]) if len(words) == 2 else None
        if kind.name == "risks":
            return _risk(reader, words[-1], account)
        return find(reader.connection, kind.name, words[-1], account, preferred)
    except NotFound as error:
        if len(words) == 2 and _are_ids(words):
            raise _several(kind, words, "Two words are an account and a record of it.") from error
        raise


def _are_ids(words: Sequence[str]) -> bool:
    return all(word.isdecimal() for word in words)


def _several(kind: Kind, words: Sequence[str], remedy: str) -> UsageError:
    """Return why several words are none of `[ACCOUNT] RECORD`; ids are taken one at a time."""
    if _are_ids(words):
        remedy = f"Give one id at a time, or mark the {kind.many} in the app. {remedy}"
    return UsageError(f"'{' '.join(words)}' names more than one {kind.noun}.", remedy)


def _risk(reader: Reader, text: str, account: int | None) -> int:
    """A risk has no name of its own: it is called by its id, or by its account for the one that is active."""
    if account is not None or text.isdecimal():
        return find(reader.connection, "risks", text, account)
    risk = risk_of(reader.connection, account_id(reader, text))
    if risk is None:
        raise NotFound(f"{text} has no risk.", "Start one with 'kapta risk start'.")
    return risk
