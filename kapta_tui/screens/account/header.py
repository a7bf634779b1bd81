"""The head of the account page: who it is in two lines, and the line of tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from kapta_tui.data.read.account_page import Profile
from kapta_tui.data.read.accounts import seen_row
from kapta_tui.data.read.health.family import FamilyHealth
from kapta_tui.data.read.health.look import Standing
from kapta_tui.data.read.money import Money
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens.account.healthhead import Parts, family_ways, own_ways
from kapta_tui.screens.account.kin import Kin
from kapta_tui.screens.ends import SOON, ends_soon
from kapta_tui.screens.severity import RISK, UNRATED, severity_token
from kapta_tui.screens.sums import ways_to_say
from kapta_tui.widgets.cells import fit

_VIEW, _ABOVE, _HEALTH = "kapta_view", "kapta_above", "kapta_health"
"""What a click finds in the style of a word."""

_SEPARATOR = ("  ·  ", "$muted")
_CLOSE = (" · ", "$muted")


class AccountHead(Static):
    """Name, risk mark, type, owner and contributors; health, money, ends, work and last contact."""

    DEFAULT_CSS = """
    AccountHead {
        width: 1fr; height: 2; padding: 0 2; background: $background;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    @dataclass
    class ViewClicked(Message):
        """The word that says whose records are shown was clicked."""

    @dataclass
    class AboveClicked(Message):
        """The name of an account above was clicked."""

        account: int

    @dataclass
    class HealthClicked(Message):
        """The health score was clicked."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._called = ""
        self._kin = Kin()
        self._words = Content("")
        self._marks = self._further = Content("")
        self._facts: Sequence[Content] = ()

    def show(
        self,
        profile: Profile,
        worth: Money,
        playbook: Playbook,
        today: date,
        kin: Kin,
        health: Standing | FamilyHealth | None = None,
    ) -> None:
        """Show who the account is and how it stands, by itself or with its family.

        `worth` are the active contracts, per currency, and `health` the score, of the one or the other.
        """
        off = playbook.off
        if kin.totals is not None and "risks" in off:
            kin = replace(kin, totals=replace(kin.totals, risks=0))
        profile = _summed(profile, kin)
        profile = replace(profile, row=seen_row(profile.row, off))
        self._kin = kin
        self._words = _view_words(kin)
        self._called = one_line(profile.row.name)
        self._marks, self._further = _marks(profile, playbook, kin), _further(profile)
        facts = _ways_to_say(profile, worth, today, has_contracts="contracts" not in off)
        self._facts = _with_health(health, playbook, facts)
        self._draw()
        names = [profile.row.name, *profile.contributors]
        self.tooltip = Content("\n".join(one_line(name) for name in names))

    def on_resize(self) -> None:
        """Fit the name."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        # Of what is too long the name gives way first; whoever works along is cut at the end of the line.
        room = max(width // 3, width - self._marks.cell_length - self._words.cell_length)
        runs = fit([self._called], min(room, cell_len(self._called)))
        name = ("".join(text for text, _ in runs), "bold")
        above = self._above(room - cell_len(self._called))
        first = Content.assemble(above, name, self._words, self._marks, self._further)
        fitting = (facts for facts in self._facts if facts.cell_length <= width)
        self.update(
            Content("\n").join((first, next(fitting, self._facts[-1] if self._facts else Content(""))))
        )

    def _above(self, room: int) -> Content:
        """Return the names of what stands above in at most `room` cells, the nearest ones first to be kept."""
        parts: list[Content] = []
        for number, name in reversed(self._kin.above):
            words = f"{one_line(name)} › "
            room -= cell_len(words)
            if room < 0:
                break
            parts.insert(0, Content.styled(words, Style.from_meta({_ABOVE: number})).stylize("$muted"))
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Change the view, or go to the account above whose name was clicked."""
        if event.style.meta.get(_VIEW):
            self.post_message(self.ViewClicked())
        elif event.style.meta.get(_HEALTH):
            self.post_message(self.HealthClicked())
        elif _ABOVE in event.style.meta:
            self.post_message(self.AboveClicked(int(event.style.meta[_ABOVE])))


def _with_health(
    health: Standing | FamilyHealth | None, playbook: Playbook, facts: Sequence[Content]
) -> Sequence[Content]:
    """Return the score, to be clicked, before each way to say the facts, and its shorter ways after all those."""
    if health is None:
        return facts
    bands = playbook.health.bands
    ways = own_ways(health) if isinstance(health, Standing) else family_ways(health, bands)
    numbers = [Content.assemble(*parts).stylize(Style.from_meta({_HEALTH: True})) for parts in ways]
    return [
        Content.assemble(number, _CLOSE, said) if said.plain else number
        for number in numbers
        for said in facts
    ]


def _summed(profile: Profile, kin: Kin) -> Profile:
    """Return the profile with the sums of the family in the place of the account's own."""
    totals = kin.totals
    if totals is None:
        return profile
    row = profile.row._replace(
        contracts=totals.contracts,
        expiration=totals.expiration,
        nearest_end=totals.nearest_end,
        open_actions=totals.open_actions,
        overdue=totals.overdue,
        last_contact=totals.last_contact,
    )
    return replace(profile, row=row)


def _view_words(kin: Kin) -> Content:
    """Return whose records are shown, to be clicked."""
    if not kin.words:
        return Content("")
    style = "$muted" if kin.totals is None else "bold $accent"
    words = Content.styled(kin.words, Style.from_meta({_VIEW: True})).stylize(style)
    return Content.assemble("  ", words)


def _marks(profile: Profile, playbook: Playbook, kin: Kin) -> Content:
    row = profile.row
    parts: list[tuple[str, str]] = []
    if row.archived:
        parts.append(("  archived", "bold $warn"))
    if kin.totals is not None:
        if kin.totals.risks:
            risks = f"{kin.totals.risks} active risk{'' if kin.totals.risks == 1 else 's'}"
            parts.append((f"  {RISK} {risks}", "$bad"))
    elif row.risk_id is not None:
        label = playbook.label("severity", row.risk_severity) or UNRATED
        parts.append((f"  {RISK} {label}", f"${severity_token(playbook, row.risk_severity)}"))
    if not row.archived:
        parts += [_SEPARATOR, (playbook.label("account_type", row.type), "")]
    parts += [_SEPARATOR, (one_line(row.owner), "")]
    return Content.assemble(*parts)


def _further(profile: Profile) -> Content:
    if not profile.contributors:
        return Content("")
    names = ", ".join(one_line(name) for name in profile.contributors)
    return Content.assemble((f" with {names}", "$muted"))


def _ways_to_say(profile: Profile, worth: Money, today: date, *, has_contracts: bool) -> list[Content]:
    """Return the facts in the words of the most room, then of less and less: what matters least goes first."""
    work, contact = _work(profile), _contact(profile)
    ways_of_money = (ways_to_say(worth) or [""]) if has_contracts else []
    moneys = [_money(profile, words) for words in ways_of_money] or [[]]
    sums = [money[:1] for money in moneys]
    full, brief = _ends(profile, today), _ends(profile, today, is_brief=True)
    ways = [[moneys[0], full, work, contact], [moneys[0], work, brief, contact]]
    ways += [[money, work, brief] for money in (moneys[0], *sums)]
    found = [_joined(ways[0], _SEPARATOR), *(_joined(way, _CLOSE) for way in ways)]
    return [*found, _joined([sums[-1], work], _CLOSE), _joined([sums[-1]], _CLOSE)]


def _joined(groups: Sequence[Parts], separator: tuple[str, str]) -> Content:
    parts: Parts = []
    for group in groups:
        if group:
            parts += [separator, *group] if parts else group
    return Content.assemble(*parts)


def _money(profile: Profile, words: str) -> Parts:
    count = profile.row.contracts
    if not count:
        return [("no active contract", "$muted")]
    return [(words or "no value", ""), (f" in {count} contract{'' if count == 1 else 's'}", "$muted")]


def _ends(profile: Profile, today: date, *, is_brief: bool = False) -> Parts:
    """Return when the contracts end, in brief the next day alone."""
    row = profile.row
    if row.expiration is None:
        return []
    nearest = row.nearest_end or row.expiration
    is_soon = ends_soon(nearest, today)
    first = (f"{nearest}{f' {SOON}' if is_soon else ''}", "$warn" if is_soon else "")
    if nearest == row.expiration:
        return [("ends ", "$muted"), first]
    if is_brief:
        return [("next end ", "$muted"), first]
    return [("next end ", "$muted"), first, (", last end ", "$muted"), (row.expiration.isoformat(), "")]


def _work(profile: Profile) -> Parts:
    row = profile.row
    if not row.open_actions and not row.overdue:
        return []
    parts = [(f"{row.open_actions} open action{'' if row.open_actions == 1 else 's'}", "")]
    return [*parts, (f", {row.overdue} late with tasks", "$bad")] if row.overdue else parts


def _contact(profile: Profile) -> Parts:
    day = profile.row.last_contact
    return [] if day is None else [("last contact ", "$muted"), (day.isoformat(), "")]


class TabLine(Widget):
    """The tabs of the page on one line; a click chooses one, the page's keys do the rest."""

    COMPONENT_CLASSES = {"tab--on", "tab--off"}
    DEFAULT_CSS = """
    TabLine {
        height: 1; padding: 0 1; background: $background;
        & > .tab--on { color: $accent; text-style: bold underline; }
        & > .tab--off { color: $muted; }
    }
    """
    DEFAULT_CLASSES = "-textual-system"

    active: reactive[str] = reactive("")
    """The name of the tab shown."""

    tabs: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Names and labels of the tabs there are."""

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        name: str

    def __init__(self, tabs: tuple[tuple[str, str], ...]) -> None:
        """`tabs` are names and labels."""
        super().__init__()
        self.set_reactive(TabLine.tabs, tabs)

    def render(self) -> Content:
        """Draw the labels."""
        on, off = self.get_visual_style("tab--on"), self.get_visual_style("tab--off")
        parts = [
            Content.assemble(" ", (label, on if name == self.active else off), " ")
            for name, label in self.tabs
        ]
        return Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the mouse."""
        offset = event.get_content_offset(self)
        x = 0
        for name, label in self.tabs:
            width = cell_len(label) + 2
            if offset is not None and x <= offset.x < x + width:
                self.post_message(self.Chosen(name))
            x += width + 1
