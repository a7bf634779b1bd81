"""Editors for the fields of a form, one per kind of value."""

from __future__ import annotations

from kapta_tui.widgets.form.base import FieldEditor, FormContext, SuggestionsWanted
from kapta_tui.widgets.form.make import make_editor

__all__ = ["FieldEditor", "FormContext", "SuggestionsWanted", "make_editor"]
