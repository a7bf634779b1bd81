"""A form made from field declarations."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TabbedContent, TabPane, TextArea

from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.text import clean
from kapta_tui.screens.dialogs.base import Dialog
from kapta_tui.screens.dialogs.confirm import Confirm
from kapta_tui.shell.editor import edit_text
from kapta_tui.widgets.form import FieldEditor, FormContext, SuggestionsWanted, make_editor
from kapta_tui.widgets.form.line import Remark, RemarkWanted

FormValues = dict[str, Value]
Saver = Callable[[FormValues, Callable[[KaptaError | None], None]], None]
"""Saves values and then calls back with None, or with the error that stands in the way."""

Suggest = Callable[[sqlite3.Connection, str, str], Sequence[tuple[int, str]]]
"""Connection, kind and typed text to ids and names of records; runs in a thread."""


Look = Callable[[sqlite3.Connection, str], Remark | None]
"""Connection and the text in a field to what is said below it; runs in a thread."""


_SLOW = 0.3
"""Seconds after which a form says that it is being saved."""

_SAVING = "Saving…"

_TURNS = ("form_next_tab", "form_previous_tab")


class FormDialog(Dialog[FormValues]):
    """Asks for the writable fields of `fields` and dismisses with their values by name, or None.

    Fields are put on tabs by `Field.tab` when there is more than one. `values` are what the form starts with;
    with `only_changed` the result holds what differs from them. `save` runs before the form closes: while
    it says no, the form stays with everything typed, and a RuleError stands under its field.
    `check` looks at all values together, those that are none left out, and returns messages by field name.
    """

    AUTO_FOCUS = ""
    HELP = "Tab moves on, ^s saves, Esc leaves. Fields with * must be filled."

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, Value] | None = None,
        *,
        context: FormContext,
        suggest: Suggest | None = None,
        save: Saver | None = None,
        check: Callable[[FormValues], Mapping[str, str]] | None = None,
        only_changed: bool = False,
        typed: Mapping[str, str] | None = None,
        remarks: Mapping[str, Look] | None = None,
        account: int | None = None,
    ) -> None:
        """`typed` are long texts by field that the user has written already and not saved.

        `account` is the one the record belongs to as far as is known; `remarks` say by field what is known of a
        text while it is typed.
        """
        super().__init__(title)
        writable = [field for field in fields if field.writable and field.type is not FieldType.INSTANT]
        self._tabs = [
            (tab, list(group)) for tab, group in groupby(_by_tab(writable), key=lambda field: field.tab)
        ]
        start = values if values is not None else {field.name: field.default for field in writable}
        self._editors = {field.name: make_editor(field, start.get(field.name), context) for field in writable}
        self._suggest = suggest
        self._save = save
        self._check = check
        self._only_changed = only_changed
        self._typed = dict(typed or {})
        self._remarks = remarks or {}
        self._account = account
        self._said = ""
        self._heard: list[KaptaError] = []

    def compose_frame(self) -> ComposeResult:
        """The fields, on tabs when there are several, and a line for what concerns no single field."""
        if len(self._tabs) == 1:
            yield VerticalScroll(*self._on_tab(self._tabs[0][1]), classes="fields", can_focus=False)
        else:
            with TabbedContent():
                for tab, fields in self._tabs:
                    with TabPane(Content(tab), id=_tab_id(tab)):
                        yield VerticalScroll(*self._on_tab(fields), classes="fields", can_focus=False)
        yield Static("", id="form-error")

    def _on_tab(self, fields: Sequence[Field]) -> list[FieldEditor]:
        return [self._editors[field.name] for field in fields]

    def on_mount(self) -> None:
        """Put in what was typed before, and the keyboard into the first field."""
        for name, text in self._typed.items():
            control = self._editors[name].control
            if isinstance(control, TextArea):
                control.load_text(text)
        self.first().focus()

    def first(self) -> Widget:
        """What has the keyboard when the form opens: of a new record the first field that must be filled, if any."""
        editors = list(self._editors.values())
        is_shown = partial(_is_wanted, tab=self._tabs[0][0])
        return next(filter(is_shown, editors), editors[0]).control

    @property
    def is_changed(self) -> bool:
        """Whether anything was changed."""
        return any(editor.is_changed for editor in self._editors.values())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn tabs where there are several."""
        return len(self._tabs) > 1 if action in _TURNS else super().check_action(action, parameters)

    def why_not(self, command_id: str) -> str | None:
        """Keep ctrl+q from losing what was typed."""
        if command_id == "global.quit" and self.is_changed:
            return "The form has unsaved changes: ^s saves them, Esc leaves them"
        if command_id in ("form.save", "form.cancel") and self.is_saving:
            return "The form is being saved"
        if command_id == "form.editor" and not self._long_texts:
            return "the form has no long text"
        if command_id in ("form.next-tab", "form.previous-tab") and len(self._tabs) < 2:
            return "the form has one tab only"
        return super().why_not(command_id)

    def action_save(self) -> None:
        """Check every field, then save and close, or show what is wrong."""
        values, wrong = self._collect()
        if self._check is not None:
            for name, words in self._check(values).items():
                if name in self._editors and name not in wrong:
                    wrong[name] = words
                    self._editors[name].show_error(words)
        self.say("")
        if wrong:
            self._go_to(next(name for name in self._editors if name in wrong))
            return
        if self._only_changed:
            values = {name: value for name, value in values.items() if self._editors[name].is_changed}
        if self._save is None:
            self.finish(values)
        else:
            self.begin_saving()
            # Another process may hold the store, and the first write imports a lot: a form must not look dead.
            self.set_timer(_SLOW, self._say_saving)
            self._save(values, partial(self._saved, values))

    def _say_saving(self) -> None:
        if self.is_saving:
            self.say(_SAVING)

    def _collect(self) -> tuple[FormValues, dict[str, str]]:
        """Return the values and, by field, what is wrong; wrong fields show it."""
        values: FormValues = {}
        wrong: dict[str, str] = {}
        for name, editor in self._editors.items():
            try:
                values[name] = editor.check()
            except ValueError as error:
                wrong[name] = str(error)
        return values, wrong

    def _saved(self, values: FormValues, error: KaptaError | None) -> None:
        """Close after a save; after a refusal show why, beside its field where there is one."""
        self.end_saving()
        if self.is_attached and self._said == _SAVING:
            self.say("")
        if error is None:
            self.finish(values)
        elif not self.is_attached:
            self.shell.toast_error(error)
        elif error.field in self._editors:
            self._editors[error.field].show_error(str(error))
            self._go_to(error.field)
        else:
            self.say(str(error))

    def say(self, words: str) -> None:
        """Show in the form's own line what concerns no single field; an empty text takes it away."""
        line = self.query_one("#form-error", Static)
        line.update(Content(words))
        line.set_class(bool(words), "-shown")
        self.set_class(bool(words), "-said")
        self._said = words

    def hear(self, error: KaptaError) -> None:
        """Say what went wrong elsewhere while the form is open, and again once it has gone."""
        self.say(clean(f"Meanwhile: {error}"))
        self._heard.append(error)

    def on_unmount(self) -> None:
        """Say what was heard, which is not about the form, unless the whole app goes."""
        if self not in self.app.screen_stack:
            for error in self._heard:
                self.app.call_later(self.shell.toast_error, error)

    def _go_to(self, name: str) -> None:
        """Show the field's tab and put the keyboard into the field."""
        editor = self._editors[name]
        if len(self._tabs) > 1:
            self.query_one(TabbedContent).active = _tab_id(editor.field.tab)
        # The tab is laid out first; a hidden control cannot take the keyboard.
        self.call_after_refresh(_show_whole, editor)

    def action_cancel(self) -> None:
        """Close; ask first when something was changed."""
        if self.is_changed:
            question = f"Leave without saving '{self._frame_title}'?"
            changed = f"Changed: {self._lost}"
            self.app.push_screen(Confirm(question, falls=(changed,), yes="Leave", no="Stay"), self._leave)
        else:
            self.dismiss(None)

    @property
    def _lost(self) -> str:
        """What was changed: the labels of up to three fields and how many more."""
        labels = [editor.field.label for editor in self._editors.values() if editor.is_changed]
        more = f" and {len(labels) - 3} more" if len(labels) > 3 else ""
        return ", ".join(labels[:3]) + more

    def _leave(self, confirmed: bool | None) -> None:
        if confirmed:
            self.dismiss(None)

    def action_form_next_tab(self) -> None:
        """Show the next tab."""
        self._turn(1)

    def action_form_previous_tab(self) -> None:
        """Show the tab before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        if len(self._tabs) > 1:
            names = [tab for tab, _ in self._tabs]
            here = [_tab_id(tab) for tab in names].index(self.query_one(TabbedContent).active)
            self._go_to(self._tabs[(here + step) % len(names)][1][0].name)

    @property
    def _long_texts(self) -> list[FieldEditor]:
        return [editor for editor in self._editors.values() if isinstance(editor.control, TextArea)]

    def action_editor(self) -> None:
        """Edit the focused long text, else the first one, in the user's editor."""
        editors = self._long_texts
        focused = [editor for editor in editors if editor.control is self.focused]
        for editor in (focused or editors)[:1]:
            control = editor.control
            if isinstance(control, TextArea):
                try:
                    control.load_text(edit_text(self.app, control.text))
                except KaptaError as error:
                    self.say(str(error))

    @on(SuggestionsWanted)
    def _find_names(self, event: SuggestionsWanted) -> None:
        event.stop()
        if self._suggest is not None:
            query = partial(_suggested, self._suggest, event)
            # Tab typed at once behind a name takes what is offered for it, so it waits for the offer.
            self.shell.run_query(f"suggest {event.kind}", query, event.answer, owner=self, opens=True)

    @on(RemarkWanted)
    def _find_remark(self, event: RemarkWanted) -> None:
        event.stop()
        look = self._remarks.get(event.field)
        if look is not None:
            query = partial(_looked, look, event.text)
            self.shell.run_query(f"remark {event.field}", query, event.answer, owner=self)


def _looked(look: Look, text: str, connection: sqlite3.Connection) -> Remark | None:
    return look(connection, text)


def _suggested(
    suggest: Suggest, event: SuggestionsWanted, connection: sqlite3.Connection
) -> Sequence[tuple[int, str]]:
    return suggest(connection, event.kind, event.text)


def _is_wanted(editor: FieldEditor, *, tab: str) -> bool:
    """Say whether a field on the tab is required of a new record and was not given."""
    field = editor.field
    return field.tab == tab and field.required and editor.context.is_new and editor.initial in (None, "", ())


def _show_whole(editor: FieldEditor) -> None:
    """Put the keyboard into the field, and into sight what is said below it."""
    editor.control.focus()
    editor.scroll_visible(animate=False)


def _by_tab(fields: Sequence[Field]) -> list[Field]:
    """Return the fields with those of one tab together, tabs in the order of their first field."""
    tabs = list(dict.fromkeys(field.tab for field in fields))
    return sorted(fields, key=lambda field: tabs.index(field.tab))


def _tab_id(tab: str) -> str:
    return "tab-" + "".join(char if char.isascii() and char.isalnum() else "-" for char in tab)
