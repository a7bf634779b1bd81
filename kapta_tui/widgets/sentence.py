"""What is said of a change where the account it is about is plain."""

from __future__ import annotations

import re
from typing import Final

_LEADING: Final = r"(?:Noted|\w+ (?:the|a|a closed) risk)"
"""What a sentence begins with that names its account next, and words of the user's own behind it."""
_BEHIND: Final = r"(?=$|[,;:.](?: |$)| \(| with \d+ open tasks?$| to )"
"""What may follow an account: the end, or what a verb adds."""


def without_account(sentence: str, account: str) -> str:
    """Return a sentence without the account it is about, which everything in its feed is about.

    Names of records may hold the account's: of several places only the one that the verb wrote is cut, and
    none inside the words “quoted” behind it.
    """
    if not account:
        return sentence
    name = re.escape(account)
    leading = re.match(rf"({_LEADING}) (?:on|of) {name}{_BEHIND}", sentence)
    if leading is not None:
        return leading[1] + sentence[leading.end() :]
    said, quote, quoted = sentence.partition("“")
    last = re.match(rf"(?s)(.*)(?: of account| on| of) {name}{_BEHIND}", said)
    return sentence if last is None else last[1] + said[last.end() :] + quote + quoted
