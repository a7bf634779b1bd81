"""What stands behind a resolution on offer: how often it worked, and of how many of the risks it is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kapta_tui.data.read.resolutionrecord import Record, best
from kapta_tui.domain.playbook import Choice


@dataclass(frozen=True, slots=True)
class Behind:
    """Words behind a resolution; `is_best` marks the one that worked best."""

    words: str
    is_best: bool = False


def behind(
    offered: Sequence[Choice], records: Mapping[str, Record], foreign: Mapping[int, frozenset[str]]
) -> dict[str, Behind]:
    """Return by label what stands behind each resolution of which anything can be said.

    `foreign` are by risk the codes that belong to the reasons of other risks only.
    """
    known = {choice.code: records[choice.code] for choice in offered if choice.code in records}
    winner = best(known)
    found: dict[str, Behind] = {}
    for choice in offered:
        parts = [_worked(known[choice.code], known)] if choice.code in known else []
        fits = sum(choice.code not in others for others in foreign.values())
        if fits < len(foreign):
            parts.append(f"{fits} risk{'' if fits == 1 else 's'}")
        if parts:
            found[choice.label] = Behind(" · ".join(parts), choice.code == winner)
    return found


def _worked(record: Record, every: Mapping[str, Record]) -> str:
    """Return "worked 3 of 4", its figures below each other in all lines."""
    kept, used = (max(len(str(one[place])) for one in every.values()) for place in (1, 0))
    return f"worked {record.kept:>{kept}} of {record.used:<{used}}"
