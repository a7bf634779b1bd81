"""What would raise health, in plain words (domain.md 4.3, "What next?")."""

from __future__ import annotations

from typing import Final

from kapta_tui.domain.gainwords import item_words, tenths
from kapta_tui.domain.health.next import Hint, Step
from kapta_tui.domain.health.next.shell import NO_NAMES, Names
from kapta_tui.domain.health.profile import core_roles
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import days_words, one_line

_WORK: Final = {
    "complete": "complete {name}",
    "pace": "bring {name} to {part} %",
    "touch": "report how {name} stands",
    "task": "do {name}",
    "risk": "close the active risk",
}
_UNNAMED: Final = {
    "actions": "the action",
    "goals": "the goal",
    "tasks": "the task",
    "contacts": "the key player",
}

_HINTS: Final = {
    ("satisfaction", "missing"): "nobody has entered how pleased they are",
    ("satisfaction", "stale"): "the satisfaction is {age} old: ask again",
    ("satisfaction", "expired"): "the satisfaction is {age} old and counts no longer: ask again",
    ("qbr", "missing"): "no QBR has been rated",
    ("qbr", "stale"): "the last rated QBR is {age} old: hold another one",
    ("qbr", "expired"): "the last rated QBR is {age} old and counts no longer: hold another one",
}


def step_words(step: Step, playbook: Playbook, names: Names = NO_NAMES) -> str:
    """Return what is to be done, on one line: "talk to Ana Ruiz and write it down", "close the active risk".

    Records are called by `names`, by kind and id; one that is not in there is "the action" and so on.
    """
    name = one_line(names.get((step.kind, step.id or 0), "")) or _UNNAMED.get(step.kind, "")
    if step.item in _WORK:
        return _WORK[step.item].format(name=name, part=step.part)
    if step.item == "note":
        return "talk to them and write it down" if step.id is None else f"talk to {name} and write it down"
    if step.item == "qbr":
        # Behind the colon labels say what the rating means.
        return f"hold a QBR that is rated {playbook.label('qbr_rating', step.part).partition(':')[0]}"
    if step.item == "coverage":
        sections = (one.label for one in playbook.sections if one.audience == step.part and not one.retired)
        return f"set a goal with an action in {next(sections)}"
    words = one_line(item_words(step.item, step.part, playbook))
    if step.id is not None and step.item in core_roles(playbook):
        return f"{words}, such as {name}"
    return words


def gain_said(step: Step) -> str:
    """Return the gain as people read it: "+5.9"; less than half a tenth is "+0.0"."""
    return tenths(step.gain)


def hint_words(hint: Hint) -> str:
    """Return what has grown old, on one line: "the satisfaction is 95 days old: ask again"."""
    return _HINTS[hint.item, hint.state].format(age="" if hint.days is None else days_words(hint.days))
