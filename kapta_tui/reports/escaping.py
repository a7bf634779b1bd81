"""Text of people inside a report's Markdown: their words are shown, and are never markup."""

from __future__ import annotations

import re
from typing import Final

from kapta_tui.domain.text import clean, one_line
from kapta_tui.exchange.writers.markdown import inline

# What would make a list, heading, rule, underline of a heading or edge of a table of a line that begins with it.
_BEGINNINGS: Final = re.compile(r"^(?:([#=:-]|\+(?=\s|$))|(\d{1,9})([.)])(?=\s|$))", re.MULTILINE)
# A heading ends at the last # behind a blank; programs make links of addresses that nobody marked.
_LATE_HASH: Final = re.compile(r"(?<=\s)#")
_ADDRESS: Final = re.compile(r":(?=//)")
_BREAKS: Final = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]")


class Marked(str):
    """A text that is Markdown already; every other text is escaped where a template writes it."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text: what jinja asks of a text that shall not be escaped."""
        return self


def plain(text: str) -> Marked:
    """Return `text` on one line as Markdown that shows these characters, wherever in a report it stands."""
    return Marked(guarded(escaped(one_line(text))))


def escaped(text: str) -> str:
    """Return a piece of a line as Markdown; blanks at its ends are kept, other white space becomes blanks."""
    text = clean(_BREAKS.sub(" ", text))
    bare = text.strip()
    if not bare:
        return text
    begin = text.index(bare[0])
    marked = _ADDRESS.sub(r":\\", _LATE_HASH.sub(r"\\#", inline(bare)))
    return f"{text[:begin]}{marked}{text[begin + len(bare) :]}"


def guarded(lines: str) -> str:
    """Return escaped lines so that none of them begins what is no paragraph."""
    return _BEGINNINGS.sub(_guard, lines)


def _guard(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def finalized(value: object) -> object:
    """Return what a template writes for a value: nothing for None, Markdown as it is, all else escaped."""
    if value is None:
        return Marked()
    return value if hasattr(value, "__html__") else plain(str(value))
