"""The form of a risk: what follows from its ratings while one chooses, and the account's active risk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from textual import on
from textual.content import Content
from textual.widgets import Input, Select, Static

from kapta_tui.data.read.standing import Standing
from kapta_tui.domain import risk as rules
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import listed
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.dialogs.form import FormDialog, FormValues
from kapta_tui.screens.editing_jobs import sentence
from kapta_tui.screens.risks import jobs
from kapta_tui.screens.risks.second import ADD, Chosen, in_short, look, look_at_facts, warning, ways
from kapta_tui.screens.risks.weighing import Rating, Weighed, by_hand_words, health_words
from kapta_tui.widgets.form import FormContext

_RATED = ("status", "severity", "likelihood", "priority")


class RiskForm(FormDialog):
    """A form over the fields of a risk.

    The empty priority says what is proposed (domain.md 3.2), so that choosing one is an override; behind it
    stands what the risk costs the score of the account (features: row 53). When the account has an active risk
    already, that is said as soon as the account is known, and its reasons can take the new ones in (row 31).
    """

    CSS = """
    RiskForm #standing { height: auto; max-height: 3; padding: 0 0 0 21; color: $warn; display: none; }
    RiskForm .fields > #standing { padding: 0; margin-bottom: 1; }
    RiskForm.-short .fields > #standing { margin-bottom: 0; }
    RiskForm #by-hand { height: 1; text-wrap: nowrap; text-overflow: ellipsis; padding: 0 0 0 21; }
    RiskForm #by-hand { color: $muted; display: none; }
    RiskForm #health-cost { max-width: 38; }
    RiskForm #standing.-shown, RiskForm #by-hand.-shown { display: block; }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, Value] | None = None,
        *,
        context: FormContext,
        risk: int | None = None,
        **further: Any,
    ) -> None:
        """`risk` is the one that is edited; `further` is what `FormDialog` takes besides."""
        assert context.playbook is not None, "a risk is weighed by the rules in force"
        self._playbook = context.playbook
        self._is_new = context.is_new
        self._risk = risk
        self._weighed: Weighed | None = None
        start = dict(values or {})
        rating = (_text(start.get("severity")), _text(start.get("likelihood")))
        is_active = not rules.is_closed(_text(start.get("status")) or "open")
        self._before: Rating | None = rating if is_active and not self._is_new else None
        if start.get("priority") == rules.proposed_priority(self._playbook, *rating):
            start["priority"] = None
        context = replace(context, first_is={"reasons": "primary"})
        super().__init__(title, fields, start, context=context, **further)

    def on_mount(self) -> None:
        """Say what is proposed and what it costs, and what is known of the account."""
        priority = self._editors["priority"]
        priority.query_one(".row").mount(Static("", id="health-cost", classes="hint"))
        priority.mount(Static("", id="by-hand"), before=priority.query_one(".error"))
        if self._is_new:
            self._mount_warning()
            self._look_at_account()
        elif self._account is not None:
            query = partial(look_at_facts, account=self._account, today=self.shell.today)
            self.shell.run_query("health of the account", query, self._know_health, owner=self)
        self.call_after_refresh(self._weigh)

    def _mount_warning(self) -> None:
        """Make room for what is said of the account: under its field, or on top where the title names it."""
        line = Static("", id="standing")
        if self._account is None:
            self._editors["account"].mount(line)
        else:
            self.query(".fields").first().mount(line, before=0)

    @on(Select.Changed)
    def _weigh(self) -> None:
        status, severity, likelihood, chosen = (_text(self._editors[name].current()) for name in _RATED)
        proposed = rules.proposed_priority(self._playbook, severity, likelihood)
        control = self._editors["priority"].control
        if isinstance(control, Select):
            # Select reads its prompt as markup; a priority's label is the administrator's own text.
            words = self._playbook.label("priority", proposed).replace("[", "(").replace("]", ")")
            control.prompt = f"{words} (proposed)" if words else "not set"
        if proposed is not None:
            self._editors["priority"].forgive()
        self._tell("#by-hand", by_hand_words(self._playbook, chosen, proposed))
        cost = health_words(self._playbook, status, severity, likelihood, self._before, self._weighed)
        self._tell("#health-cost", cost)

    def _tell(self, line: str, words: str) -> None:
        for widget in self.query(line).results(Static):
            widget.update(Content(words))
            widget.set_class(bool(words), "-shown")

    @on(Input.Changed, "#field-account Input")
    def _look_at_account(self) -> None:
        """Find out what follows from the account as it stands in the form."""
        if self._is_new:
            self._ask_of_account(self._of_account(self._editors["account"].current()), (), self._know_account)

    def _of_account(self, said: Value) -> Value:
        """Return the account's id where the form was opened for it and still names it, else what was typed."""
        editor = self._editors["account"]
        return self._account if self._account is not None and said == editor.initial else said

    def _ask_of_account(self, account: Value, reasons: Value, answer: Callable[[Chosen], None]) -> None:
        wanted = reasons if isinstance(reasons, tuple) else ()
        query = partial(look, account=account, reasons=wanted, user=self.shell.user, today=self.shell.today)
        self.shell.run_query("account of the risk", query, answer, owner=self)

    def _know_account(self, found: Chosen) -> None:
        """Mark what the account's type requires, and warn of its active risk."""
        for name, editor in self._editors.items():
            declared = KINDS["risks"].by_name.get(name)
            editor.require(name in found.required or (declared is not None and declared.required))
        self._tell("#standing", "" if found.standing is None else warning(found.standing))
        self._know_health(found.facts)

    def _know_health(self, facts: HealthFacts | None) -> None:
        """Say what the risk does to the score of the account, where that is known."""
        self._weighed = None if facts is None else Weighed(facts, self.shell.today, self._risk)
        self._weigh()

    def _collect(self) -> tuple[FormValues, dict[str, str]]:
        """As ever, but a proposed priority need not be chosen, whoever requires one."""
        values, wrong = super()._collect()
        rating = (_text(values.get("severity")), _text(values.get("likelihood")))
        if "priority" in wrong and rules.proposed_priority(self._playbook, *rating) is not None:
            del wrong["priority"]
            values["priority"] = None
            self._editors["priority"].show_error("")
        return values, wrong

    def _saved(self, values: FormValues, error: KaptaError | None) -> None:
        """Show what stands in the way; an active risk of the account is a way out."""
        super()._saved(values, error)
        if error is not None and error.field == "account" and self._is_new and self.is_attached:
            # The refusal says more than the warning did, at the same place.
            self._tell("#standing", "")
            account = self._of_account(values.get("account"))
            self._ask_of_account(account, values.get("reasons"), partial(self._offer, values))

    def _offer(self, values: FormValues, found: Chosen) -> None:
        """Offer to add the reasons to the active risk."""
        active = found.standing
        if active is not None and active.fresh and self.is_current:
            title = f"{active.account} is at risk already: {listed(in_short(active.reasons))}"
            self.app.push_screen(Pick(title, ways(active, self._others)), partial(self._take, values, active))
        elif active is not None and not active.fresh:
            self._editors["reasons"].show_error("The active risk has all of these reasons already")

    @property
    def _others(self) -> list[str]:
        """The labels of what was filled in besides account and reasons."""
        changed = (editor.field for editor in self._editors.values() if editor.is_changed)
        return [field.label for field in changed if field.name not in ("account", "reasons")]

    def _take(self, values: FormValues, active: Standing, way: str | None) -> None:
        if way == ADD:
            self.begin_saving()
            self.shell.run_verb(
                sentence,
                jobs.add_reasons(active.risk, active.fresh),
                then=lambda _: self._saved(values, None),
                failed=lambda error: FormDialog._saved(self, values, error),
            )


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) and value else None
