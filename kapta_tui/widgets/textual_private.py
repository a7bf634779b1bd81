"""The only place that uses names private to Textual, each with the reason; `tests/architecture` holds both.

They are those of Textual 8.2. A test that names them fails when an upgrade takes one away.
"""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.cache import LRUCache
from textual.content import Content
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.notifications import Notification
from textual.widget import Widget


class EndsInOwnWords:
    """Mixed into an app, before it: an error nobody expected ends the app through `end_on`.

    Textual's own end prints local variables, and is no handler or setting but this method.
    """

    @abstractmethod
    def end_on(self, error: BaseException) -> None:
        """Say what happened and end the app."""

    def _fatal_error(self) -> None:
        self.end_on(sys.exc_info()[1] or RuntimeError("an error without a trace"))


async def mounted(node: MessagePump) -> None:
    """Wait until `node` has been mounted; return at once when it has.

    A callback given to the node would come behind all its messages and so after its first frame.
    """
    await node._mounted_event.wait()


def take_away_good_news(app: App[Any]) -> None:
    """Take away the toasts that say good news; the public way clears warnings and errors too."""
    _take_away(app, lambda note: note.severity == "information")


def take_away(app: App[Any], title: str) -> None:
    """Take away the toasts of that title, which one that comes says anew."""
    _take_away(app, lambda note: note.title == title)


def _take_away(app: App[Any], is_meant: Callable[[Notification], bool]) -> None:
    for note in filter(is_meant, list(app._notifications)):
        app._unnotify(note)
    # A toast that is just being mounted is not found yet, and would stay.
    app.call_after_refresh(app._refresh_notifications)


def border_title(node: DOMNode) -> str:
    """Return the title in a widget's border as plain text; the public property gives it as markup."""
    title = node._border_title if isinstance(node, Widget) else None
    return "" if title is None else title.plain


def write_lower_border(widget: Widget, words: Content | None) -> None:
    """Write `words` into the lower border and repaint that line only.

    The public property repaints the whole widget, which costs more than a keypress itself.
    """
    widget._border_subtitle = words
    widget.refresh(Region(0, widget.size.height, widget.size.width, 1))


def keep_parsed(stylesheet: Stylesheet, pieces: int) -> None:
    """Let `stylesheet` keep so many parsed pieces of CSS, for which there is no setting."""
    stylesheet._parse_cache = LRUCache(pieces)


def style_part(widget: DOMNode, name: str) -> None:
    """Let the stylesheet style the part `name` of a widget, as it does component classes, unless that was done."""
    if name not in widget._component_styles:
        part = DOMNode(classes=name)
        part._attach(widget)
        widget.app.stylesheet.apply(part)
        widget._component_styles[name] = part.styles


def forget_parts(widget: DOMNode) -> None:
    """Let parts be styled anew when they are drawn next."""
    widget._component_styles.clear()
