"""The form in which goals are typed as an outline (features: row 74)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from textual.widget import Widget

from kapta_tui.domain.fields import Field
from kapta_tui.screens.plans.foretold import ForetoldForm
from kapta_tui.widgets.form.outlining import OutlineEditor

OUTLINE: Final = "outline"
"""The field that an outline is written in."""


class OutlineForm(ForetoldForm):
    """A form whose field `outline` is written with its indentation, the keyboard being there at first."""

    HELP = (
        "One goal per line, what belongs to it indented below. Enter keeps the indentation, Tab and shift+Tab "
        "change it; from the margin shift+Tab goes to the field before. A line may end with due:, start: and "
        "owner:. ^s saves, Esc leaves."
    )
    CALLED: ClassVar = {
        "form.next-field": ("Next, indent", "Go to the next field; in the outline, indent the line"),
        "form.previous-field": ("Before", "Go to the field before; in the outline, outdent the line first"),
    }

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        plain = self._editors[OUTLINE]
        self._editors[OUTLINE] = OutlineEditor(plain.field, plain.initial, plain.context)

    def first(self) -> Widget:
        """The outline: its section is that of the line that was under the cursor."""
        return self._editors[OUTLINE].control


def form_for(fields: Iterable[Field]) -> type[ForetoldForm]:
    """Return the form for `fields`: that of an outline where one is written."""
    return OutlineForm if any(field.name == OUTLINE for field in fields) else ForetoldForm
