"""The form of a risk: it proposes the priority while one chooses, and knows the account's active risk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from textual import on
from textual.widgets import Select

from kapta_tui.domain import risk as rules
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.values import ChoiceLike
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.dialogs.form import FormDialog, FormValues
from kapta_tui.screens.editing_jobs import sentence
from kapta_tui.screens.risks import jobs
from kapta_tui.screens.risks.second import ADD, Standing, standing, ways
from kapta_tui.widgets.form import FormContext


class RiskForm(FormDialog):
    """A form over the fields of a risk.

    The empty priority says what is proposed (domain.md 3.2), so that choosing one is an override. When the
    account has an active risk already, the new reasons can be added to it instead (features: row 31).
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, Value] | None = None,
        *,
        context: FormContext,
        **further: Any,
    ) -> None:
        """`further` is what `FormDialog` takes besides."""
        self._form_context = context
        start = dict(values or {})
        if start.get("priority") == self._proposed(start.get("severity"), start.get("likelihood")):
            start["priority"] = None
        super().__init__(title, fields, start, context=context, **further)

    def on_mount(self) -> None:
        """Say what is proposed."""
        self._propose()

    @on(Select.Changed)
    def _propose(self) -> None:
        code = self._proposed(self._chosen("severity"), self._chosen("likelihood"))
        label = next((entry.label for entry in self._entries("priority") if entry.code == code), "")
        control = self._editors["priority"].control
        if isinstance(control, Select):
            # Select reads its prompt as markup; a priority's label is the administrator's own text.
            words = label.replace("[", "(").replace("]", ")")
            control.prompt = f"{words} (proposed)" if words else "not set"

    def _chosen(self, name: str) -> Value:
        return self._editors[name].current()

    def _proposed(self, severity: Value, likelihood: Value) -> str | None:
        one, other = self._rank("severity", severity), self._rank("likelihood", likelihood)
        return None if one is None or other is None else rules.priority(one, other)

    def _rank(self, scale: str, code: Value) -> int | None:
        values = (getattr(entry, "value", None) for entry in self._entries(scale) if entry.code == code)
        value = next(values, None)
        return None if value is None else int(value)

    def _entries(self, catalogue: str) -> Sequence[ChoiceLike]:
        return tuple(self._form_context.choices(catalogue))

    def _saved(self, values: FormValues, error: KaptaError | None) -> None:
        """Show what stands in the way; an active risk of the account is a way out."""
        super()._saved(values, error)
        if error is not None and self.is_attached and values.get("account") is not None:
            query = partial(
                standing, account=values["account"], reasons=values.get("reasons"), user=self.shell.user
            )
            self.shell.run_query(
                "active risk",
                partial(query, today=self.shell.today),
                partial(self._offer, values),
                owner=self,
            )

    def _offer(self, values: FormValues, found: Standing | None) -> None:
        """Offer to add the reasons to the active risk."""
        if found is not None and found.fresh and self.is_current:
            title = f"{found.account} is at risk already: {found.words}"
            self.app.push_screen(Pick(title, ways(found)), partial(self._take, values, found))

    def _take(self, values: FormValues, found: Standing, way: str | None) -> None:
        if way == ADD:
            self.begin_saving()
            self.shell.run_verb(
                sentence,
                jobs.add_reasons(found.risk, found.fresh),
                then=lambda _: self._saved(values, None),
                failed=lambda error: FormDialog._saved(self, values, error),
            )
