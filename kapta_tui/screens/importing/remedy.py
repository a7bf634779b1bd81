"""What helps rows that an import rejects for want of an account, and what can be done after an import."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold
from kapta_tui.widgets.cells import grouped

if TYPE_CHECKING:
    from kapta_tui.exchange.outcome import ImportOutcome


class Lacking(NamedTuple):
    """How many rejected rows name an account that nobody knows, and how many name none."""

    unknown: int = 0
    unnamed: int = 0

    def words(self, key: str) -> str:
        """Return what `key` does about it, "" where no row lacks an account."""
        if self.unknown:
            name = "1 row names" if self.unknown == 1 else f"{grouped(self.unknown)} rows name"
            return f"{key} makes the accounts that {name}"
        if self.unnamed:
            name = "1 row that names" if self.unnamed == 1 else f"{grouped(self.unnamed)} rows that name"
            return f"{key} goes to Account, for {name} none"
        return ""


def lacking(outcome: ImportOutcome | None) -> Lacking:
    """Count the rows that an account would let in, after the advice their reasons give."""
    if outcome is None:
        return Lacking()
    from kapta_tui.data.write.bulk_load import GIVE_ONE, HAVE_MADE

    reasons = [reject.reason for item in outcome.files for reject in item.reasons]
    return Lacking(
        sum(HAVE_MADE in reason for reason in reasons), sum(GIVE_ONE in reason for reason in reasons)
    )


def is_unknown(connection: sqlite3.Connection, text: str) -> bool:
    """Return whether an import would find no account by `text`; a domain, which is looked up there, is not judged."""
    from kapta_tui.data.write.bulk_refs import named

    is_domain = "." in text and " " not in text
    return not is_domain and isinstance(named(connection, KINDS["contacts"].by_name["account"], text), str)


def unknown_words(account: str, outcome: ImportOutcome | None) -> str:
    """Return what to say of an account that is not in the store, "" where it comes with the files."""
    files = [] if outcome is None else outcome.files
    if any(item.kind == "accounts" for item in files):
        refused = {fold(reject.value) for item in files for reject in item.reasons}
        if fold(account) not in refused:
            return ""
    return f"There is no account '{account}'; “Make accounts” makes it where rows need it."


def has_more_to_do(outcome: ImportOutcome, is_done: bool) -> bool:
    """Return whether an import left rows or cells out that are written nowhere yet.

    `is_done` says that it only repeats one that stands, to write them.
    """
    is_saved = bool(outcome.rejects) and outcome.unwritten is None
    stands = is_done or outcome.event is not None
    return stands and bool(outcome.rejected or outcome.left_out) and not is_saved


def done_words(lost: str, save: str, close: str) -> str:
    """Return what to do after an import that left something out; `lost` says what, the others are keys."""
    return f"Imported. {lost} Name a file under “Rejected to” and {save} saves them to mend · {close} closes"
