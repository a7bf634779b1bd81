"""Steps as command lines (interface.md 1)."""

from __future__ import annotations

from collections.abc import Mapping
from shlex import quote
from typing import Final

from kapta_tui.domain.health.next.step import CREATE, Step
from kapta_tui.domain.playbook import Playbook

Names = Mapping[tuple[str, int], str]
"""Kind and id of a record to what people call it."""

NO_NAMES: Final[Names] = {}

_PERSON: Final = 'kapta contact add {account} --name "…" --title "…" --friendliness … --power …'
_NEW: Final = {
    "breadth": _PERSON,
    "swot_quadrant": 'kapta swot add {account} --quadrant {part} --text "…"',
    "voc": 'kapta voc add {account} --question {part} --text "…"',
    "contract": 'kapta contract add {account} --name "…" --value … --end …',
    "note": 'kapta note add {account} --text "…"',
    "qbr": "kapta qbr add {account} --date today --stage completed --rating {part}",
}
_OLD: Final = {
    "website": 'kapta account edit {account} --website "…"',
    "description": 'kapta account edit {account} --description "…"',
    "custom_fields": 'kapta account edit {account} --set {part}="…"',
    "completeness": 'kapta contact edit {account} {record} --title "…" --friendliness … --power …',
    "swot_quadrant": "kapta swot review {number}",
    "contract": "kapta contract edit {account} {record} --value … --end …",
    "note": 'kapta note add {account} --contact {record} --text "…"',
    "risk": "kapta risk close {number} --status … --resolution …",
    "complete": "kapta action complete {account} {record}",
    "pace": "kapta {noun} update {account} {record} --percent {part}",
    "touch": 'kapta {noun} update {account} {record} --note "…"',
    "task": "kapta task done {account} {record}",
}
_NOUNS: Final = {"actions": "action", "goals": "goal"}


def shell_line(step: Step, account: int, playbook: Playbook, names: Names = NO_NAMES) -> str:
    """Return the command line that does a step for an account, in which … stands for what only the user knows.

    Accounts and records are called by `names`, those that are not in there by their ids.
    """
    if step.item == "coverage":
        sections = (one for one in playbook.sections if one.audience == step.part and not one.retired)
        template, part = 'kapta goal add {account} --section {part} --outline "…"', next(sections).code
    elif step.item in playbook.coverage.core_roles:
        person = _PERSON if step.id is None else "kapta contact edit {account} {record}"
        template, part = f"{person} --role {{part}}", step.item
    else:
        is_new = step.command == CREATE and step.id is None
        template, part = (_NEW if is_new else _OLD)[step.item], step.part
    return template.format(
        account=quote(names.get(("accounts", account), str(account))),
        record="…" if step.id is None else quote(names.get((step.kind, step.id), str(step.id))),
        number=step.id or "…",
        noun=_NOUNS.get(step.kind, ""),
        part=quote(part),
    )
