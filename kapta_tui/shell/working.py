"""Reading and writing off the UI thread: one place where queries and verbs are started and answered."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.dom import DOMNode
from textual.worker import WorkType

from kapta_tui.commands import show_key
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.text import one_line
from kapta_tui.shell.messages import Changed
from kapta_tui.shell.writer import Job
from kapta_tui.widgets import toast
from kapta_tui.widgets.textual_private import mounted

if TYPE_CHECKING:
    from kapta_tui.shell.queries import ConnectionPool
    from kapta_tui.shell.typeahead import TypeAhead
    from kapta_tui.shell.writer import Writer

T = TypeVar("T")


class Working(App[None], inherit_bindings=False):
    """Runs queries and verbs in threads, and brings their answers back to the UI thread."""

    _pool: ConnectionPool
    _writer: Writer
    _has_changed: bool
    keys: dict[str, str]
    typed: TypeAhead

    def run_query(
        self,
        name: str,
        query: Callable[[sqlite3.Connection], T],
        then: Callable[[T], object],
        owner: DOMNode | None = None,
        *,
        opens: bool = False,
    ) -> asyncio.Future[T]:
        """Run `query` with a read connection in a thread and `then` with its answer on the UI thread.

        A later query of the same name and owner overtakes it: then the answer is dropped, as it is when the
        owner (default: the app) has gone. A KaptaError becomes a toast. Keys wait for a query whose `then`
        opens a dialog (`opens`), because they are typed for it. What is returned is done when the answer is known.
        """
        # It runs from now on, and not only when the loop comes to the worker that waits for it.
        reading = self._start(query)
        # A coroutine made here would stay unawaited when a later query overtakes it before it starts.
        work: WorkType[None] = partial(self._answer, reading, then, owner or self)
        worker = (owner or self).run_worker(work, name=name, group=f"query {name}", exclusive=True)
        if opens:
            self.typed.hold_for(worker)
        return reading

    async def _answer(self, reading: asyncio.Future[T], then: Callable[[T], object], owner: DOMNode) -> None:
        try:
            answer = await reading
        except KaptaError as error:
            self.toast_error(error)
        else:
            # A screen that asks while it is composed may be answered before it has its widgets.
            await mounted(owner)
            # While the app ends, widgets go before the screen whose workers are cancelled with it.
            if self.is_running and owner.is_attached:
                await settle(then(answer))

    async def read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """Run `query` with a read connection in a thread and return its answer. Raises KaptaError."""
        return await self._start(query)

    def _start(self, query: Callable[[sqlite3.Connection], T]) -> asyncio.Future[T]:
        reading = asyncio.get_running_loop().run_in_executor(None, copy_context().run, self._read, query)
        # Of a query that was overtaken nobody asks what became of it.
        reading.add_done_callback(_take_note)
        return reading

    def _read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        with self._pool.lend() as connection:
            return query(connection)

    def run_verb(
        self,
        label: str | Callable[[T], str],
        verb: Callable[[Any], T],
        *,
        changes: bool = True,
        then: Callable[[T], object] | None = None,
        failed: Callable[[KaptaError], object] | None = None,
        hint: str | None = None,
    ) -> None:
        """Run `verb(store)` in a thread, after the writes before it.

        Done, a toast says `label` (or what it makes of the result; empty says nothing) with `hint` (default:
        which key undoes), what is visible is reloaded and `then` gets the result. A trial run says that it
        `changes` nothing. A KaptaError goes to `failed`, else to a toast.
        """

        def done(result: T) -> None:
            sentence = label if isinstance(label, str) else label(result)
            if sentence:
                self.toast(f"{sentence} · {hint}" if hint else self._offer(sentence))
            if changes:
                self._has_changed = True
                self.post_message(Changed())
            if then is not None:
                then(result)

        self._submit(Job(verb, done, failed or self.toast_error))

    def _submit(self, job: Job) -> None:
        if self._writer.submit(job):
            self.run_worker(self._writer.drain(), name="write", group="write")

    def hold_keys(self) -> Callable[[], None]:
        """Let keys wait while a dialog is being saved, until what is returned is called."""
        return self.typed.hold()

    def look_for_keys(self) -> None:
        """Take keys that waited for a dialog below the one that has just come."""
        self.typed.look_again()

    def action_undo(self) -> None:
        """Take the last change back, whoever made it."""
        redoes = f"{self._key('global.redo')} redoes"
        self.run_verb("Undone: {}".format, lambda store: store.undo(), hint=redoes)

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.run_verb("Done again: {}".format, lambda store: store.redo())

    def _offer(self, sentence: str) -> str:
        return f"{sentence} · {self._key('global.undo')} undoes"

    def _key(self, command: str) -> str:
        return show_key(self.keys[command].split(",")[0])

    def toast(self, text: str, *, title: str = "") -> None:
        """Say good news, briefly; the text is never read as markup."""
        toast.show_good(self, one_line(text), title)

    def toast_error(self, error: KaptaError) -> None:
        """Say what went wrong and what to do next."""
        toast.show_error(self, error)


def _take_note(reading: asyncio.Future[Any]) -> None:
    if not reading.cancelled():
        reading.exception()


async def settle(result: object) -> None:
    """Await what a handler returned, if it can be awaited."""
    if asyncio.iscoroutine(result):
        await result
