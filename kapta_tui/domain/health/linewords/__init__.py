"""Facts behind points of health in words (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kapta_tui.domain.health.lines.line import Line
from kapta_tui.domain.health.linewords import absent, plan, profile, said, talk
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line

Names = Mapping[tuple[str, int], str]
"""Kind and id of a record to what people call it."""

_WORDS: Final[dict[str, Callable[[Line, Playbook, str], str]]] = {
    **profile.WORDS,
    **plan.WORDS,
    **talk.WORDS,
    **said.WORDS,
    **absent.WORDS,
}


def line_words(line: Line, playbook: Playbook, names: Names) -> str:
    """Return a fact in one line of plain words: "Champion: nobody".

    `names` are those of the records that lines are about; one that is not in it is called by its noun and id. What
    users and administrators wrote is in it as they wrote it: text, never markup.
    """
    name = ""
    if (record := line.record) is not None:
        name = names.get(record) or f"{KINDS[record[0]].spoken} {record[1]}"
    # The roles of the profile are items of their own, called as the playbook calls them.
    tell = _WORDS.get(line.item, profile.role_words)
    return one_line(tell(line, playbook, name))
