"""Names private to Textual are used in one place, and are what that place takes them for."""

from __future__ import annotations

import ast
import asyncio
import inspect

import pytest
from textual.app import App
from textual.cache import LRUCache
from textual.content import Content
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
from textual.notifications import Notification
from textual.widgets import Static
from textual_autocomplete import AutoComplete

from kapta_tui.widgets import textual_private
from tests.app.running import in_loop
from tests.architecture.private_names import on_others, uses

METHODS = {
    (App, "_fatal_error"): "(self) -> 'None'",
    (App, "_refresh_notifications"): "(self) -> 'None'",
    (MessagePump, "_attach"): "(self, parent: 'MessagePump') -> 'None'",
    (App, "_unnotify"): "(self, notification: 'Notification', refresh: 'bool' = True) -> 'None'",
}
ATTRIBUTES = {
    *("_mounted_event", "_notifications", "_border_title", "_border_subtitle"),
    *("_parse_cache", "_component_styles"),
}


def test_one_module_uses_names_private_to_textual() -> None:
    expected = ATTRIBUTES | {name for _, name in METHODS}
    assert uses() == {(textual_private.__name__, name) for name in expected}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("app._notifications.clear()", "_notifications"),
        ("self.app._fatal_error()", "_fatal_error"),
        ("getattr(node, '_border_title', None)", "_border_title"),
        ("from textual.widgets._toast import Toast", "_toast"),
        ("import os\nos._exit(1)", None),
        ("row._replace(name='x')", None),
    ],
)
def test_a_use_of_a_private_name_is_found(text: str, found: str | None) -> None:
    assert on_others(ast.parse(text)) == ({found} if found else set())


@pytest.mark.parametrize(("method", "signature"), METHODS.items(), ids=str)
def test_textual_still_has_its_private_methods(method: tuple[type, str], signature: str) -> None:
    assert str(inspect.signature(getattr(*method))) == signature


@in_loop
async def test_textual_still_has_its_private_attributes() -> None:
    app: App[None] = App()
    widget = Static()
    async with app.run_test() as pilot:
        widget.border_title = widget.border_subtitle = "one"
        assert not widget._mounted_event.is_set()
        await app.mount(widget)
        app.notify("told")
        await pilot.pause()
        assert isinstance(widget._mounted_event, asyncio.Event)
        assert widget._mounted_event.is_set()
        assert [type(note) for note in app._notifications] == [Notification]
    assert widget._border_title == widget._border_subtitle == Content("one")
    assert isinstance(Stylesheet()._parse_cache, LRUCache)
    assert widget._component_styles == {}


class Ending(textual_private.EndsInOwnWords, App[None]):
    """Notes the error that ends it."""

    ended_on: BaseException | None = None

    def end_on(self, error: BaseException) -> None:
        """Note the error and end."""
        self.ended_on = error
        self.exit()


async def fail_in(app: App[None]) -> None:
    """Run the app until a callback of it fails."""
    async with app.run_test() as pilot:
        app.call_later(lambda: 1 / 0)
        await pilot.pause()


@in_loop
async def test_an_error_nobody_expected_ends_in_own_words() -> None:
    app = Ending()
    with pytest.raises(ZeroDivisionError):
        await fail_in(app)
    assert isinstance(app.ended_on, ZeroDivisionError)


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        ("_listen_to_messages", "(self, event: 'events.Event') -> 'None'"),
        ("_handle_target_update", "(self) -> 'None'"),
    ],
)
def test_completion_still_has_the_methods_that_ours_build_on(name: str, signature: str) -> None:
    assert str(inspect.signature(getattr(AutoComplete, name))) == signature
