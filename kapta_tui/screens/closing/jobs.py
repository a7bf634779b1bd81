"""The write that closes risks; it runs in a thread with the open store.

The verb is imported there, because it brings the ORM in, which no first frame should wait for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.screens.editing_jobs import Job, together


def close(chosen: Sequence[int], values: Values, foreign: Mapping[int, frozenset[str]] | None = None) -> Job:
    """Close risks with one status and day as one change.

    `foreign` are, by risk, the codes of resolutions that belong to the reasons of others of `chosen`: each
    risk takes the resolutions of `values` but those, and is refused when none is left.
    """
    held = values.get("resolutions")
    resolutions = held if isinstance(held, tuple) else ()

    def each(tx: Any, risk: int) -> None:
        from kapta_tui.data.write.risks import close_risk

        others = (foreign or {}).get(risk, frozenset())
        own = tuple(item for item in resolutions if item not in others)
        if resolutions and not own:
            raise RuleError(
                "None of these resolutions belongs to its reasons.", "Add one that does.", "resolutions"
            )
        close_risk(tx, risk, {**values, "resolutions": own})

    return together("close_risk", each, chosen, f"Closed {len(chosen)} risks", kind="risks")
