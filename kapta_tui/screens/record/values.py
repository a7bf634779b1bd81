"""Values of the administrator's fields as people read them."""

from __future__ import annotations

from datetime import date

from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line


def own_words(playbook: Playbook, item: Field, value: Value) -> str:
    """Return a value of a field that the playbook adds, empty for none."""
    if value is None or value in ("", ()):
        return ""
    if item.type is FieldType.FLAG:
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return playbook.label(item.choices, str(value)) if item.choices else one_line(str(value))
