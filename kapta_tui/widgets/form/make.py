"""From a field to its editor."""

from __future__ import annotations

from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.widgets.form.base import FieldEditor, FormContext
from kapta_tui.widgets.form.choice import ChoiceEditor, FlagEditor
from kapta_tui.widgets.form.line import FileEditor, LineEditor, ReferenceEditor
from kapta_tui.widgets.form.long import LongEditor


def make_editor(field: Field, initial: Value, context: FormContext) -> FieldEditor:
    """Return the editor for `field`, filled with `initial`."""
    match field.type:
        case FieldType.LONG:
            return LongEditor(field, initial, context)
        case FieldType.FLAG:
            return FlagEditor(field, initial, context)
        case FieldType.CHOICE:
            return ChoiceEditor(field, initial, context)
        case FieldType.REFERENCE:
            return ReferenceEditor(field, initial, context)
        case FieldType.RECURRENCE:
            from kapta_tui.widgets.form.recurring import RecurrenceEditor

            return RecurrenceEditor(field, initial, context)
        case FieldType.LABELS | FieldType.REFERENCES:
            from kapta_tui.widgets.form.many import ManyEditor

            return ManyEditor(field, initial, context)
        case FieldType.TEXT if field.names_file:
            return FileEditor(field, initial, context)
        case _:
            return LineEditor(field, initial, context)
