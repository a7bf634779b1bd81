"""What a template or an outline will make, in words (features: rows 74 and 75)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from kapta_tui.data.read.laying import Anchor, Laying, counted, lay_out
from kapta_tui.domain import outline
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS, NOUNS
from kapta_tui.domain.planlayout import LaidRow, laid
from kapta_tui.domain.planned import beyond_words
from kapta_tui.domain.playbook import Playbook, Template
from kapta_tui.domain.text import listed


def holds(playbook: Playbook, plan: Template, today: date) -> str:
    """Return what stands behind a template in a list: "template · 7 actions and 8 tasks in 95 days"."""
    rows = laid(plan, playbook.section(plan.section).levels, today)
    work = tuple(row for row in rows if row.kind in ("actions", "tasks"))
    return f"template · {counted(work or rows)} in {plan.length} days"


def template_lines(
    playbook: Playbook,
    plan: Template,
    ends: Mapping[int, date],
    today: date,
    values: Mapping[str, Value],
    *,
    made: Mapping[int, str] | None = None,
    source: tuple[str, int] | None = None,
) -> list[str]:
    """Return what launching `plan` makes with the values of its form: counts and span, then its actions.

    `ends` are the last days of the contracts that the form offers, by id; `made` says of records that have a plan
    already which one. The plan is made from `source` (kind and id), else from the record that the form links it to.
    """
    if "start" not in values:
        return []
    start, link = values["start"], values.get("link")
    number = int(str(link)) if link else None
    anchor = None if number is None else Anchor(plan.link, number, ends.get(number))
    try:
        laying = lay_out(playbook, plan, anchor, start if isinstance(start, date) else None, today)
    except KaptaError as error:
        return [str(error)]
    if source is None and number is not None:
        source = NOUNS[plan.link].name, number
    first, last = laying.span
    remarks = [_sum(laying)]
    if source is not None:
        remarks.append(beyond_words(source[0], first, last, ends.get(source[1]), today))
        taken = (made or {}).get(source[1])
        remarks.append(f"{taken}." if taken else "")
    return [" ".join(filter(None, remarks)), *_steps(laying.rows)]


def _sum(laying: Laying) -> str:
    first, last = laying.span
    return f"Makes {laying.contents} in “{laying.section.label}”, from {first} to {last}."


def _steps(rows: tuple[LaidRow, ...]) -> list[str]:
    steps = [row for row in rows if row.kind == "actions"] or [row for row in rows if row.kind == "goals"]
    return [f"{row.start} – {row.due} {row.name}" for row in steps]


def outline_lines(playbook: Playbook, today: date, values: Mapping[str, Value]) -> list[str]:
    """Return how deep the section of an outline's form goes, and what the outline typed so far makes.

    Days such as +7d are seen from `today`.
    """
    section = playbook.section(str(values["section"])) if values.get("section") else None
    if section is None:
        return []
    kinds = outline.LEVELS[section.levels]
    nouns = " › ".join(KINDS[kind].noun for kind in kinds)
    depth = "1 level" if section.levels == 1 else f"{section.levels} levels"
    reads = f"{depth}: {nouns}" + (", each indented below the one before" if len(kinds) > 1 else "")
    text = str(values.get("outline") or "")
    if not text.strip():
        return [f"{reads}."]
    try:
        counts = Counter(entry.kind for entry in outline.read(text, section.levels, section.label, today))
    except KaptaError as error:
        return [f"{reads}. {error.cause} {error.remedy}"]
    return [
        f"{reads}. Makes {listed([KINDS[kind].counted(counts[kind]) for kind in kinds if counts[kind]])}."
    ]
