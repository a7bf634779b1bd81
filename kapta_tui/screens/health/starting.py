"""With what the form of a new record begins that a step asks for."""

from __future__ import annotations

from kapta_tui.data.read.health.next import Advice
from kapta_tui.domain.fields import Values
from kapta_tui.domain.health.profile import core_roles
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.catalogues import CATALOGUES


def talk_type(playbook: Playbook) -> str:
    """Return the first type of a note that tells of a talk; those built in tell of work and of ourselves."""
    built_in = CATALOGUES["note_type"].built_in
    offered = [one.code for one in playbook.offered("note_type")]
    return next((code for code in offered if code not in built_in), offered[0])


def begins(advice: Advice, playbook: Playbook) -> tuple[str, Values]:
    """Return the kind of the record to make, and what its form starts with."""
    step = advice.step
    if step.item == "note":
        # The key player whom it is about is the record of the step.
        given: Values = {"type": talk_type(playbook)}
        return "notes", {**given, "contacts": (advice.title,)} if step.id is not None else given
    if step.item in core_roles(playbook):
        return step.kind, {"role": step.item}
    if step.item == "swot_quadrant":
        return step.kind, {"quadrant": step.part}
    if step.item == "voc":
        return step.kind, {"question": step.part}
    if step.item == "coverage":
        sections = (one for one in playbook.sections if one.audience == step.part and not one.retired)
        return step.kind, {"section": next(sections).code}
    return step.kind, {}
