"""The plans as swim lanes, of all accounts or one; the account page embeds it too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.planlanes import Place, place
from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.lanes import Key, LaneItem
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.plans import goals, jobs
from kapta_tui.screens.plans.loading import LoadedLanes, load_lanes, rules_at
from kapta_tui.screens.plans.pane import PlanPane
from kapta_tui.screens.plans.wish import SHOW_WORDS, PlanWish
from kapta_tui.screens.plans.words import nothing
from kapta_tui.widgets.lanes import Lanes


class PlanLanes(PlanPane):
    """Goals, objectives and actions along a time line.

    The owner gives a `PlanWish` (one account, or all of them), calls `reload` when records changed, and may
    change what is shown by `set_wish`. Moved bars are written, and put back when that is refused.
    """

    HELP = (
        "Goals, objectives and actions in time. H and L move the bar under the cursor, < and > its end; "
        "space folds, + and - zoom, T goes to today."
    )
    BINDINGS = bindings(
        "lane.new",
        "lane.edit",
        "lane.archive",
        "lane.remove",
        "lane.place-up",
        "lane.place-down",
        "lane.filter",
        "lane.named-filters",
    )

    def __init__(self, wish: PlanWish, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(wish, id=id)
        self._items: dict[Key, LaneItem] = {}
        self._folded_for: PlanWish | None = None
        self._is_on_action = False

    def compose(self) -> ComposeResult:
        """The lanes."""
        yield Lanes(id="lanes")

    @property
    def lanes(self) -> Lanes:
        """The lanes."""
        return self.query_one("#lanes", Lanes)

    def reload(self) -> None:
        """Ask for the items."""
        self.ask("lanes", partial(load_lanes, wish=self._wish, eye=self.eye), self._show)

    def _show(self, loaded: LoadedLanes | KaptaError) -> None:
        if isinstance(loaded, KaptaError):
            self.post_message(self.FilterChecked(loaded))
            return
        self.post_message(self.FilterChecked(None))
        self._items = {item.key: item for item in loaded.items}
        lanes = self.lanes
        lanes.border_title = Content(_title(loaded, self._wish))
        lanes.empty = nothing(loaded.exists, self._wish, self.shell.keys)
        lanes.set_items(loaded.items, self.shell.today)
        self._fold_once(loaded.items)
        if self._wanted in self._items:
            self._reveal(self._items[self._wanted])
        self._wanted = None

    def _reveal(self, item: LaneItem) -> None:
        """Put the cursor on the item, unfolding what it stands below."""
        if self.lanes.select(item.kind, item.id):
            return
        above = self._items.get(item.parent) if item.parent is not None else None
        if above is not None:
            self._reveal(above)
            if not self.lanes.select(item.kind, item.id):
                self.lanes.toggle_fold(above.key)
                self.lanes.select(item.kind, item.id)

    def _fold_once(self, items: list[LaneItem]) -> None:
        """Begin with goals folded where many accounts are shown, and open where it is one or a search."""
        before, self._folded_for = self._folded_for, self._wish
        if before is None or (before.account, bool(before.filter)) != (
            self._wish.account,
            bool(self._wish.filter),
        ):
            is_wide = self._wish.account is None and not self._wish.filter
            self.lanes.fold([item.key for item in items if item.kind == "goal"] if is_wide else [])

    @on(Lanes.Highlighted)
    def _renew_keys(self, event: Lanes.Highlighted) -> None:
        """Keep the footer true: some keys are for actions only."""
        if (event.kind == "action") is not self._is_on_action:
            self._is_on_action = not self._is_on_action
            self.screen.refresh_bindings()

    @on(Lanes.BarMoved)
    def _move(self, event: Lanes.BarMoved) -> None:
        event.stop()
        job = jobs.move((event.kind, event.id), event.start, event.due)
        self.write(job, failed=self._refuse_move)

    def _refuse_move(self, error: KaptaError) -> None:
        self.lanes.cancel_moves()
        self.shell.toast_error(error)

    @on(Lanes.MoveRefused)
    def _say_why(self, event: Lanes.MoveRefused) -> None:
        event.stop()
        self.shell.toast_error(RuleError("This bar stays where it is.", event.reason))

    @on(Lanes.Opened)
    def _open(self, event: Lanes.Opened) -> None:
        event.stop()
        editing.edit(self.base, NOUNS[event.kind].name, event.id)

    def action_new(self) -> None:
        """Add below the item: an objective or action to a goal, an action to an objective or beside an action."""
        item = self.lanes.cursor_item
        if item is None:
            goals.new_goal(self.base, self._wish.account)
        else:
            self.ask_to_open("place", partial(rules_at, key=item.key), partial(self._add_below, item))

    def _add_below(self, item: LaneItem, found: tuple[Place, Playbook]) -> None:
        at, playbook = found
        levels = playbook.section(at.section).levels
        if levels == 1:
            goals.new_goal(self.base, at.account)
        elif item.kind == "goal" and levels == 3:
            editing.add(self.base, "objectives", account=at.account, given={"goal": at.goal_name})
        else:
            given = {"goal": at.goal_name, "objective": at.objective_name}
            editing.add(self.base, "actions", account=at.account, given=given)

    def action_archive(self) -> None:
        """Complete the item or open it again; of a goal or objective with open actions ask about those."""
        item = self.lanes.cursor_item
        still = self._open_below(item) if item is not None else 0
        if item is None or item.kind == "action" or item.completed_on is not None or not still:
            super().action_archive()
            return
        count = "1 open action" if still == 1 else f"{still} open actions"
        question = f"Complete {one_line(item.name)}?"
        self.app.push_screen(
            Confirm(question, falls=(f"{count} below it will be completed too",), yes="Complete"),
            partial(self._complete, item.key),
        )

    def _complete(self, key: Key, agreed: bool | None) -> None:
        if agreed:
            self.write(jobs.finish(key, with_actions=True))

    def _open_below(self, item: LaneItem) -> int:
        above = {item.key}
        above |= {each.key for each in self._items.values() if each.parent == item.key}
        return sum(
            each.kind == "action" and each.completed_on is None and each.parent in above
            for each in self._items.values()
        )

    def action_lane_place_up(self) -> None:
        """Put the item above the one before it."""
        self._place(-1)

    def action_lane_place_down(self) -> None:
        """Put the item below the one after it."""
        self._place(1)

    def _place(self, step: int) -> None:
        item = self.lanes.cursor_item
        if item is not None:
            self.write(jobs.place(item.key, step))

    def targets(self) -> tuple[Key, ...]:
        """Return the record under the cursor."""
        item = self.lanes.cursor_item
        return () if item is None else (item.key,)

    def label_of(self, key: Key) -> str:
        """Return the name of a record that is shown."""
        item = self._items.get(key)
        return key[0] if item is None else item.name

    def with_account(self, then: Callable[[int | None], object]) -> None:
        """Tell `then` the account of the record under the cursor, None where there is none."""
        item = self.lanes.cursor_item
        if item is None:
            then(self._wish.account)
        else:
            self.ask_to_open(
                "account", partial(place, noun=item.kind, record=item.id), lambda at: then(at.account)
            )


def _title(loaded: LoadedLanes, wish: PlanWish) -> str:
    """Return "Plans · 12 goals, 85 actions open · Acme Corp"."""
    kinds = [item.kind for item in loaded.items]
    goals_, actions = kinds.count("goal"), kinds.count("action")
    counted = f"{goals_} goal{'' if goals_ == 1 else 's'}, {actions} action{'' if actions == 1 else 's'}"
    words = [f"Plans · {counted} {SHOW_WORDS[wish.show]}"]
    return " · ".join([*words, *([one_line(loaded.account)] if loaded.account else [])])
