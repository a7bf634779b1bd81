"""From the key to the merge: which two accounts, the preview, the write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.merging import Merge, Side
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.editing import Then, run
from kapta_tui.screens.editing_jobs import Job
from kapta_tui.screens.merging.candidates import ChooseAccount
from kapta_tui.screens.merging.dialog import MergeDialog, load

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome

_TWO = 2


def merge(
    screen: BaseScreen, account: int, name: str, *, marked: Sequence[int] = (), then: Then | None = None
) -> None:
    """Merge `account`, called `name`, with another one that is asked for, or the two that are `marked`.

    Of two marked ones `account` is kept when it is among them, else the first. `then` gets the id of the account
    that is kept when it is done.
    """
    if not marked or marked == (account,):
        choose = ChooseAccount(account, name)
        screen.app.push_screen(
            choose, lambda other: None if other is None else _preview(screen, account, int(other), then)
        )
    elif len(marked) == _TWO:
        kept = account if account in marked else marked[0]
        _preview(screen, kept, marked[0] if kept == marked[1] else marked[1], then)
    else:
        marks = f"{len(marked)} accounts are marked." if len(marked) > _TWO else "Another account is marked."
        screen.shell.toast_error(RuleError(marks, "Mark the two that are one, or none."))


def _preview(screen: BaseScreen, kept: int, gone: int, then: Then | None) -> None:
    def show(found: Merge | KaptaError) -> None:
        if isinstance(found, KaptaError):
            screen.shell.toast_error(found)
        else:
            screen.app.push_screen(MergeDialog(found, partial(_save, screen, then)))

    query = partial(load, kept=kept, gone=gone, user=screen.shell.user, today=screen.shell.today)
    screen.ask_to_open("merge", query, show)


def _save(
    screen: BaseScreen,
    then: Then | None,
    merge: Merge,
    taken: Mapping[str, Side],
    done: Callable[[KaptaError | None], None],
) -> None:
    def merged(kept: int) -> None:
        done(None)
        if then is not None:
            then(kept)

    run(screen, _job(merge, taken), merged, done)


def _job(merge: Merge, taken: Mapping[str, Side]) -> Job:
    def write(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.merging import merge_accounts

        versions = (merge.kept.version, merge.gone.version)
        ids = merge.kept.id, merge.gone.id
        return store.do(merge_accounts, *ids, merge.values(taken), versions, keep_both=merge.keep_both)

    return write
