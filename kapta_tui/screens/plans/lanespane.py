"""The plans as swim lanes, of all accounts or one; the account page embeds it too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import states
from kapta_tui.data.read.planlanes import Place, place
from kapta_tui.data.read.plans import Show
from kapta_tui.data.read.search import Hit
from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.lanes import Key, LaneItem
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import counted, one_line
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.closing import ask_about_tasks
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.filtered import hiding
from kapta_tui.screens.plans import goals, jobs
from kapta_tui.screens.plans.loading import LoadedLanes, load_lanes, rules_at
from kapta_tui.screens.plans.pane import PlanPane
from kapta_tui.screens.plans.wish import SHOW_WORDS, PlanWish
from kapta_tui.screens.plans.words import nothing
from kapta_tui.widgets.cells import safe
from kapta_tui.widgets.lanes import Lanes

_NEEDS_BARS = frozenset({"lane.picture", "lane.fit", "lane.start-earlier", "lane.start-later"})


class PlanLanes(PlanPane):
    """Goals, objectives and actions along a time line.

    The owner gives a `PlanWish` (one account, or all of them), calls `reload` when records changed, and may
    change what is shown by `set_wish`. Moved bars are written, and put back when that is refused.
    """

    HELP = (
        "Goals, objectives and actions in time. H and L move the bar under the cursor, < and > its end, { and } "
        "its start; space folds, + and - zoom, 0 shows the whole plan, T today. S saves a picture."
    )
    HINTS: ClassVar = {
        "lane.move-earlier": 4,
        "lane.move-later": 4,
        "global.undo": 5,
        "screen.create": 10,
        "lane.filter": 6,
        "lane.today": 7,
    }
    BINDINGS = bindings(
        "lane.new",
        "lane.edit",
        "lane.history",
        "lane.archive",
        "lane.remove",
        "lane.place-up",
        "lane.place-down",
        "lane.filter",
        "lane.named-filters",
        "lane.picture",
    )

    def __init__(self, wish: PlanWish, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(wish, id=id)
        self._items: dict[Key, LaneItem] = {}
        self._parked: LoadedLanes | None = None
        self._begun_with: tuple[int | None, bool] | None = None
        self._writing = 0
        self._is_ahead = False
        self._is_on_action = False

    def compose(self) -> ComposeResult:
        """The lanes."""
        yield Lanes(id="lanes")

    @property
    def lanes(self) -> Lanes:
        """The lanes."""
        return self.query_one("#lanes", Lanes)

    def reload(self) -> None:
        """Ask for the items; what was read before a moved bar was written would put it back."""
        if not self._writing:
            self._is_ahead = False
        self.ask("lanes", partial(load_lanes, wish=self._wish, eye=self.eye), self._show)

    def _show(self, loaded: LoadedLanes | KaptaError) -> None:
        if isinstance(loaded, KaptaError):
            self.post_message(self.FilterChecked(loaded))
            self.come()
        elif self.awaited is not None:
            self._parked = loaded
        elif not self._is_ahead:
            self._take(loaded)

    def go_on(self) -> None:
        """Show the lanes that came before the cursor they follow."""
        parked, self._parked = self._parked, None
        if parked is not None:
            self._show(parked)

    def _take(self, loaded: LoadedLanes) -> None:
        self.post_message(self.FilterChecked(None))
        self._items = {item.key: item for item in loaded.items}
        lanes = self.lanes
        lanes.border_title = Content(_title(loaded, self._wish))
        lanes.empty = nothing(
            loaded.exists, self._wish, self.shell.keys, hiding(self.shell, loaded.hidden, "action")
        )
        lanes.set_items(loaded.items, self.shell.today)
        self._begin_or_follow(loaded.items)
        self.come()

    def _begin_or_follow(self, items: list[LaneItem]) -> None:
        """Begin with goals folded where many accounts are shown, and open where it is one or a search.

        What the followed cursor stands on is always in view. Later the folds are the user's.
        """
        leader, self._leader = self._leader, None
        at = None if leader is None else leader.here
        before, self._begun_with = self._begun_with, (self._wish.account, bool(self._wish.filter))
        if before != self._begun_with:
            is_wide = self._wish.account is None and not self._wish.filter
            folded = [item.key for item in items if item.kind == "goal"] if is_wide else []
            self.lanes.begin(folded, at if at in self._items else self.here)
        elif at in self._items:
            self.lanes.uncover(at)

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
        self._writing += 1
        self._is_ahead = True
        self.base.write(editing_jobs.sentence, job, then=self._moved, failed=self._refuse_move)

    def _moved(self, _: object) -> None:
        self._writing -= 1

    def _refuse_move(self, error: KaptaError) -> None:
        self._writing -= 1
        self.lanes.cancel_moves()
        self.shell.toast_error(error)
        self.reload()

    @on(Lanes.MoveRefused)
    def _say_why(self, event: Lanes.MoveRefused) -> None:
        event.stop()
        key = show_key(self.shell.keys["plans.due"].split(",")[0])
        remedy = f"{event.reason} {key} sets a due date." if event.wants_date else event.reason
        self.shell.toast_error(RuleError("This bar stays where it is.", remedy))

    @on(Lanes.Opened)
    def _open(self, event: Lanes.Opened) -> None:
        event.stop()
        if event.kind == "action":
            # Found through the shell: its page leads to that of the account, which these lanes stand on too.
            name = self.label_of((event.kind, event.id))
            self.shell.show_record(Hit("actions", event.id, name, "", None, ""))
        else:
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
        def write(with_tasks: bool) -> None:
            self.work(jobs.finish(key, with_tasks=with_tasks))

        if agreed:
            kind = NOUNS[key[0]].name
            self.ask_to_open(
                "open tasks",
                partial(states.open_below, kind=kind, chosen=(key[1],)),
                lambda found: ask_about_tasks(self.base, found, write),
            )

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

    def action_lane_picture(self) -> None:
        """Ask for a file and draw what is shown into it."""
        from kapta_tui.reports.pictures import Period, Plan
        from kapta_tui.screens.plans.picturing import PictureDialog, Shown

        lanes, wish = self.lanes, self._wish
        plan = Plan(wish.account, wish.below, wish.show, wish.filter, depth="actions")
        shown = Shown(
            plan=plan,
            words=_counted(self._items.values(), wish),
            folded=lanes.folded,
            packed=lanes.is_packed,
            view=Period(lanes.zoom, lanes.first_day, lanes.last_day),
        )
        self.app.push_screen(PictureDialog(shown, self.eye))

    def why_not(self, command_id: str) -> str | None:
        """Refuse also a picture of nothing."""
        if command_id in _NEEDS_BARS and not self._items:
            return "There is nothing here yet"
        return super().why_not(command_id)

    def _place(self, step: int) -> None:
        item = self.lanes.cursor_item
        if item is not None:
            self.work(jobs.place(item.key, step))

    @property
    def here(self) -> Key | None:
        """The record under the cursor."""
        item = self.lanes.cursor_item
        return None if item is None else item.key

    def targets(self) -> tuple[Key, ...]:
        """Return the record under the cursor."""
        return () if self.here is None else (self.here,)

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
    words = [f"Plans · {_counted(loaded.items, wish)}"]
    return " · ".join([*words, *([safe(loaded.account)] if loaded.account else [])])


def _counted(items: Iterable[LaneItem], wish: PlanWish) -> str:
    """Return "12 goals, 85 actions open"."""
    kinds = [item.kind for item in items]
    which = f" {SHOW_WORDS[wish.show]}" if wish.show is not Show.ALL else ""
    return f"{counted(kinds.count('goal'), 'goal')}, {counted(kinds.count('action'), 'action')}{which}"
