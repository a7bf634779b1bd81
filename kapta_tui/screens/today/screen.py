"""The Today screen: agenda, recent accounts, portfolio pulse."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Values
from kapta_tui.screens.filtered import FilteredScreen, hiding
from kapta_tui.screens.health.opening import NO_ACCOUNT, ExplainsHealth
from kapta_tui.screens.today.agendapane import AgendaPane
from kapta_tui.screens.today.columns import RECENT
from kapta_tui.screens.today.glance import facts
from kapta_tui.screens.today.loading import Day, RecentLine, Wish, load
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.listing.messages import Need, Opened
from kapta_tui.widgets.preview import FactSheet
from kapta_tui.widgets.welcome import WelcomePane


class TodayScreen(ExplainsHealth, FilteredScreen):
    """What needs me, where I was, how the portfolio stands."""

    SECTION = "today"
    HELP = (
        "What needs you today and why. Enter opens what the line is about, x completes, n adds a task, "
        "/ filters, f chooses a reason."
    )
    CSS_PATH = "today.tcss"
    BINDINGS = bindings("list.filter", "list.named-filters", "list.new")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-medium"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    def __init__(self) -> None:
        super().__init__()
        self._recent: dict[int, RecentLine] = {}
        self._day: Day | None = None

    def compose_body(self) -> ComposeResult:
        """Three panes; a welcome takes their place while the store is empty."""
        with Container(id="today"):
            yield AgendaPane()
            with Vertical(id="aside"):
                yield Listing[RecentLine](RECENT, header=False, id="recent")
                yield FactSheet("Portfolio", id="pulse")

    def on_mount(self) -> None:
        """Title the list that has no count."""
        self.query_one("#recent", Listing).border_title = Content("Recent accounts")

    @property
    def agenda(self) -> AgendaPane:
        """The agenda."""
        return self.query_one(AgendaPane)

    def reload(self) -> None:
        """Ask for everything at once; it is little."""
        shell = self.shell
        wish = Wish(self.filter_text, shell.user, shell.today, shell.account_filter, shell.opened_accounts)
        self.ask("today", partial(load, wish=wish), self._show)

    async def _show(self, day: Day | KaptaError) -> None:
        if isinstance(day, KaptaError):
            self.show_filter_error(day)
            return
        self.show_filter_error(None)
        await self._welcome(day.is_empty)
        self.agenda.show(day.lines, _title(day, bool(self.filter_text)), self._nothing(day))
        self._recent = {line.account.id: line for line in day.recent}
        recent = self.query_one("#recent", Listing)
        recent.empty = EmptyPane.words("You have not changed or opened any account yet.")
        recent.set_ids(list(self._recent))
        recent.supply(self._recent)
        self._day = day
        self._show_pulse()

    def _show_pulse(self) -> None:
        if self._day is not None:
            found = facts(self._day.pulse, self._day.playbook, is_low=not self.has_class("-wide"))
            self.query_one(FactSheet).show("Portfolio", found, "pulse")

    def on_resize(self) -> None:
        """Close the portfolio up, or spread it out, once the panes have their new places."""
        self.call_after_refresh(self._show_pulse)

    async def _welcome(self, is_empty: bool) -> None:
        """Put the welcome in the place of the panes, or take it away."""
        shown = self.query(WelcomePane)
        if is_empty == bool(shown):
            return
        panes = self.query_one("#today")
        panes.display = not is_empty
        if is_empty:
            await self.query_one("#body").mount(WelcomePane(self._ways()))
        else:
            await shown.remove()
            self.agenda.listing.focus()

    def _ways(self) -> tuple[tuple[str, ...], ...]:
        commands = (
            ("list.new", "add your first account"),
            ("screen.create", "create anything else"),
            ("screen.import", "bring in a CSV, a workbook or a CRM export"),
            ("global.accounts", "go to the accounts"),
            ("global.palette", "find any command by its name"),
            ("global.help", "see every key"),
        )
        return (
            *((self._key(command), label, command) for command, label in commands),
            ("kapta demo", "in a shell: look at a rich sample portfolio"),
        )

    def _nothing(self, day: Day) -> Content:
        if day.every:
            return EmptyPane.words(
                "Nothing on the agenda fits the filter.", (self._key("global.peel"), "clears the filter")
            )
        new = self._key("list.new")
        ways = [(new, "adds a task"), (self._key("global.plans"), "shows all plans")]
        if "plans" in self.shell.features_off:
            ways = [(new, "creates a record")]
        hidden = hiding(self.shell, day.hidden, "thing")
        return EmptyPane.words("Nothing needs you today.", *hidden, *ways)

    def _key(self, command: str) -> str:
        return show_key(self.shell.keys[command].split(",")[0])

    @on(Need, "#recent")
    def _supply(self, event: Need) -> None:
        self.query_one("#recent", Listing).supply(
            {number: self._recent[number] for number in event.ids if number in self._recent}
        )

    @on(Opened, "#agenda")
    def _open_item(self) -> None:
        line = self.agenda.line
        if line is None:
            return
        from kapta_tui.data.read.search import Hit

        item = line.item
        self.shell.show_record(Hit(item.kind, item.id, item.title, "", item.account_id, item.account))

    @on(Opened, "#recent")
    def _open_recent(self, event: Opened) -> None:
        self._open_account(event.id, "know")

    def _open_account(self, account: int, tab: str) -> None:
        from kapta_tui.screens.account import AccountScreen

        self.app.push_screen(AccountScreen(account, tab))

    def action_new(self) -> None:
        """Add the first account while the store is empty, else a task."""
        if not self.query(WelcomePane):
            self.agenda.action_new()
            return
        from kapta_tui.screens import editing

        editing.add(self, "accounts")

    def action_export(self) -> None:
        """Ask where the agenda is written to."""
        self.agenda.write_table()

    def action_named_filters(self) -> None:
        """Choose a reason, each with its count."""
        from kapta_tui.screens.dialogs import Pick, PickOption
        from kapta_tui.screens.today.filtering import choices

        if self._day is None:
            return
        found = choices(self._day.every)
        options = [PickOption(str(place), one.label, str(one.things)) for place, one in enumerate(found)]

        def chosen(key: str | None) -> None:
            if key is not None:
                self.filter_text = found[int(key)].text

        self.app.push_screen(Pick("What of the agenda", options), chosen)

    def account_here(self) -> int | None:
        """The account under the cursor of the pane that has the keyboard."""
        recent = self.query_one("#recent", Listing)
        if recent.has_focus:
            return recent.cursor_id
        line = self.agenda.line
        return None if line is None else line.item.account_id

    def why_not(self, command_id: str) -> str | None:
        """Refuse to explain the health of no account."""
        if command_id == "health.why" and self.account_here() is None:
            return NO_ACCOUNT
        return super().why_not(command_id)

    def given_here(self) -> Mapping[str, Values]:
        """A task is for the action under the cursor, a note of a talk with the key player there."""
        line = None if self.query_one("#recent", Listing).has_focus else self.agenda.line
        if line is None or self._day is None:
            return {}
        if line.item.kind == "contacts":
            from kapta_tui.screens.health.starting import talk_type

            return {"notes": {"type": talk_type(self._day.playbook), "contacts": (line.item.title,)}}
        return {"tasks": {"action": line.item.title}} if line.item.kind == "actions" else {}


def _title(day: Day, is_filtered: bool) -> str:
    """Return "Today 34 · 12 late", of a filtered agenda "Today 3 of 34"."""
    count = f"{len(day.lines)} of {len(day.every)}" if is_filtered else str(len(day.every))
    late = sum(line.item.late for line in day.lines)
    return f"Today {count} · {late} late" if late else f"Today {count}"
