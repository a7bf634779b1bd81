"""The write that closes risks; it runs in a thread with the open store.

The verb is imported there, because it brings the ORM in, which no first frame should wait for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kapta_tui.domain.fields import Values
from kapta_tui.screens.editing_jobs import Job

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


def close(chosen: Sequence[int], values: Values) -> Job:
    """Close risks with one status and day as one change; each takes the resolutions of its own reasons."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.batches import close_risks

        return store.do(close_risks, chosen, values)

    return run
