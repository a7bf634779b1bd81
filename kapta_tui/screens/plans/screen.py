"""The plans screen: the list of actions, or the swim lanes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from textual import on
from textual.app import ComposeResult

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.fields import Values
from kapta_tui.screens.create import choose_and_create
from kapta_tui.screens.exporting import ExportsList
from kapta_tui.screens.filtered import FilteredScreen
from kapta_tui.screens.plans.lanespane import PlanLanes
from kapta_tui.screens.plans.listpane import PlanList
from kapta_tui.screens.plans.pane import PlanPane
from kapta_tui.screens.plans.wish import PlanWish
from kapta_tui.screens.reporting import Door, Reports, of_plan
from kapta_tui.screens.turning import Linked


class PlansScreen(Linked, Reports, ExportsList, FilteredScreen):
    """All actions of all goals; V changes to swim lanes, A to one account and back."""

    SECTION = "plans"
    FILTERS = "actions"
    HELP = "What is planned for every account. V changes between list and swim lanes, A shows one account."
    CSS_PATH = "plans.tcss"
    BINDINGS = bindings("plans.view", "plans.account")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-medium"), (160, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self._wish = PlanWish()

    def compose_body(self) -> ComposeResult:
        """The list; the lanes are made when they are first asked for."""
        yield PlanList(self._wish, id="list")

    @property
    def pane(self) -> PlanPane:
        """The view that is shown."""
        return next(pane for pane in self._panes if pane.display)

    @property
    def _panes(self) -> list[PlanPane]:
        return [*self.query(PlanList), *self.query(PlanLanes)]

    def reload(self) -> None:
        """Read again what is shown; the other view reads when it comes back, or when its cursor is waited for."""
        self._wish = replace(self._wish, filter=self.filter_text)
        shown = self.pane
        if shown.awaited is not None:
            shown.awaited.set_wish(self._wish)
        shown.set_wish(self._wish)

    @on(PlanPane.Came)
    def _go_on(self) -> None:
        self.pane.go_on()

    @on(PlanPane.Chosen)
    def _keep_choice(self, event: PlanPane.Chosen) -> None:
        self._wish = replace(self._wish, show=event.show)

    @on(PlanPane.FilterChecked)
    def _say_filter(self, event: PlanPane.FilterChecked) -> None:
        self.show_filter_error(event.error)

    async def action_view(self) -> None:
        """Change between the list and the swim lanes; the cursor stays on its action."""
        left = self.pane
        if not self.query(PlanLanes):
            lanes = PlanLanes(self._wish, id="lanes-pane")
            # Beside the list it would be laid out for half of the room first.
            lanes.display = False
            await self.query_one("#body").mount(lanes)
        for pane in self._panes:
            pane.display = pane is not left
        self.pane.follow(left)
        self.pane.query("#actions, #lanes").first().focus()
        self.reload()

    def action_plans_account(self) -> None:
        """Show the plan of the account under the cursor alone, or all plans again."""
        if self._wish.account is not None:
            self._show_account(None)
        else:
            self.pane.with_account(self._show_account)

    def _show_account(self, account: int | None) -> None:
        self._wish = replace(self._wish, account=account)
        self.reload()

    def action_create(self) -> None:
        """Create any record for the account under the cursor."""
        given = self.given_here()
        self.with_account(lambda account: choose_and_create(self, account, given=given))

    def with_account(self, then: Callable[[int | None], object]) -> None:
        """Tell `then` the account under the cursor."""
        self.pane.with_account(then)

    def with_doors(self, then: Callable[[tuple[Door, ...]], object]) -> None:
        """The plan of the account under the cursor."""
        self.with_account(lambda account: then(() if account is None else of_plan(account)))

    def with_plans(self, then: Callable[[tuple[int | None, ...]], object]) -> None:
        """The plan of the account under the cursor, and all plans."""
        self.with_account(lambda account: then((None,) if account is None else (account, None)))

    def given_here(self) -> Mapping[str, Values]:
        """A task is for the action under the cursor, an action or objective for the goal."""
        here = self.pane.here
        if here is None:
            return {}
        called = self.pane.label_of(here)
        if here[0] == "action":
            return {"tasks": {"action": called}}
        return {kind: {"goal": called} for kind in ("objectives", "actions") if here[0] == "goal"}

    def why_not(self, command_id: str) -> str | None:
        """Refuse to follow links of nothing."""
        return super().why_not(command_id) or self.why_not_linked(command_id)

    def peel(self) -> bool:
        """Clear the filter, then show all accounts again."""
        if super().peel():
            return True
        if self._wish.account is None:
            return False
        self._show_account(None)
        return True
