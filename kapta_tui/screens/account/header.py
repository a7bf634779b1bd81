"""The head of the account page: who it is in two lines, and the line of tabs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from kapta_tui.data.read.account_page import Profile
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens.accounts.loading import SOON_DAYS
from kapta_tui.screens.severity import RISK, UNRATED, severity_token
from kapta_tui.screens.sums import value_words
from kapta_tui.widgets.cells import fit

_SEPARATOR = ("  ·  ", "$muted")


class AccountHead(Static):
    """Name, risk mark, type, owner and contributors; money, ends, work and last contact."""

    DEFAULT_CSS = """
    AccountHead { height: 2; padding: 0 2; background: $background; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._called = ""
        self._marks = self._further = self._facts = Content("")

    def show(self, profile: Profile, playbook: Playbook, today: date) -> None:
        """Show who the account is."""
        self._called = one_line(profile.row.name)
        self._marks, self._further = _marks(profile, playbook), _further(profile)
        self._facts = _facts(profile, today)
        self._draw()
        names = [profile.row.name, *profile.contributors]
        self.tooltip = Content("\n".join(one_line(name) for name in names))

    def on_resize(self) -> None:
        """Fit the name."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        # Of what is too long the name gives way first; whoever works along is cut at the end of the line.
        room = max(width // 3, width - self._marks.cell_length)
        runs = fit([self._called], min(room, cell_len(self._called)))
        name = ("".join(text for text, _ in runs), "bold")
        first = Content.assemble(name, self._marks, self._further)
        self.update(Content("\n").join((first, self._facts)))


def _marks(profile: Profile, playbook: Playbook) -> Content:
    row = profile.row
    parts: list[tuple[str, str]] = []
    if row.archived:
        parts.append(("  archived", "bold $warn"))
    if row.risk_id is not None:
        label = playbook.label("severity", row.risk_severity) or UNRATED
        parts.append((f"  {RISK} {label}", f"${severity_token(playbook, row.risk_severity)}"))
    parts += [_SEPARATOR, (playbook.label("account_type", row.type), ""), _SEPARATOR]
    parts.append((one_line(row.owner), ""))
    return Content.assemble(*parts)


def _further(profile: Profile) -> Content:
    if not profile.contributors:
        return Content("")
    names = ", ".join(one_line(name) for name in profile.contributors)
    return Content.assemble((f" with {names}", "$muted"))


def _facts(profile: Profile, today: date) -> Content:
    row = profile.row
    parts: list[tuple[str, str]] = []
    if row.contracts:
        parts.append((value_words(row), ""))
        parts.append((f" in {row.contracts} contract{'' if row.contracts == 1 else 's'}", "$muted"))
    else:
        parts.append(("no active contract", "$muted"))
    if row.expiration is not None:
        parts += [_SEPARATOR, ("ends ", "$muted"), (row.expiration.isoformat(), "")]
    if row.nearest_end is not None and row.nearest_end != row.expiration:
        soon = (row.nearest_end - today).days <= SOON_DAYS
        parts += [
            (", nearest ", "$muted"),
            (f"{row.nearest_end}{' !' if soon else ''}", "$warn" if soon else ""),
        ]
    if row.open_actions or row.overdue:
        parts += [_SEPARATOR, (f"{row.open_actions} open action{'' if row.open_actions == 1 else 's'}", "")]
    if row.overdue:
        parts.append((f", {row.overdue} late with tasks", "$bad"))
    if row.last_contact is not None:
        parts += [_SEPARATOR, ("last contact ", "$muted"), (row.last_contact.isoformat(), "")]
    return Content.assemble(*parts)


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

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        name: str

    def __init__(self, tabs: tuple[tuple[str, str], ...]) -> None:
        """`tabs` are names and labels."""
        super().__init__()
        self._tabs = tabs

    def render(self) -> Content:
        """Draw the labels."""
        on, off = self.get_visual_style("tab--on"), self.get_visual_style("tab--off")
        parts = [
            Content.assemble(" ", (label, on if name == self.active else off), " ")
            for name, label in self._tabs
        ]
        return Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the mouse."""
        offset = event.get_content_offset(self)
        x = 0
        for name, label in self._tabs:
            width = cell_len(label) + 2
            if offset is not None and x <= offset.x < x + width:
                self.post_message(self.Chosen(name))
            x += width + 1
