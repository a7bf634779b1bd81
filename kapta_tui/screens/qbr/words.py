"""A review and its pack in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kapta_tui.data.read.records import Record
from kapta_tui.data.read.reviewpack import Pack, PackLine
from kapta_tui.data.read.reviews import ReviewPage
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.reviews import CANCELLED, TOOK_PLACE
from kapta_tui.domain.text import one_line
from kapta_tui.screens.turning.words import became_facts
from kapta_tui.widgets.cells import CellPart
from kapta_tui.widgets.preview import BLANK, Fact, fact, spoken_by
from kapta_tui.widgets.written import written


def facts(page: ReviewPage) -> list[Fact]:
    """Return who meets when, and what came out of it."""
    record, book = page.record, page.playbook
    found = [
        fact("Date", str(record["date"])),
        fact("Type", book.label("qbr_type", str(record["type"]))),
        fact("Stage", _stage(record, book)),
        fact("Owner", str(record.get("owner") or "") or ("nobody", "muted")),
        *([_side("Customer", record.get("contacts"))] if book.enabled("contacts") else []),
        _side("Our side", record.get("colleagues")),
        *became_facts(page.made, page.today),
    ]
    if record.get("description"):
        found += [BLANK, *written(str(record["description"]))]
    found += [BLANK, _title("Summary", "")]
    if record.get("summary"):
        return [*found, *written(str(record["summary"]))]
    return [*found, Fact("", ([("^g", "accent"), ("  writes it", "muted")],), wide=True)]


def _stage(record: Record, book: Playbook) -> list[CellPart]:
    stage, rating = str(record["stage"]), str(record.get("rating") or "")
    label = book.label("qbr_stage", stage)
    if rating:
        return [label, (" · ", "muted"), (book.label("qbr_rating", rating), "strong")]
    if stage in TOOK_PLACE:
        return [label, (" · ", "muted"), ("not rated", "warn")]
    return [(label, "muted")] if stage == CANCELLED else [label]


def _side(label: str, names: object) -> Fact:
    if isinstance(names, tuple) and names:
        return Fact(label, tuple(map(one_line, names)))
    return fact(label, ("nobody yet · e invites", "muted"))


def _title(words: str, aside: str) -> Fact:
    return Fact("", ([(words, "strong"), (f"  {aside}" if aside else "", "muted")],), wide=True)


def pack_facts(page: ReviewPage) -> list[Fact]:
    """Return the meeting before and what changed since."""
    found: list[Fact] = []
    if page.previous is not None:
        found += _before(page.previous, page.playbook)
    if not page.pack.parts:
        return [*found, Fact("", (("Nothing changed in this time.", "muted"),), wide=True)]
    for part in page.pack.parts:
        found += [BLANK] if found else []
        found.append(_title(part.name, str(len(part.lines))))
        found += [_line(line) for line in part.lines]
    return found


def _before(record: Record, book: Playbook) -> Iterable[Fact]:
    rating = str(record.get("rating") or "")
    rated = book.label("qbr_rating", rating) if rating else "not rated"
    yield _title("Last meeting", f"{record['date']} · {rated}")
    summary = str(record.get("summary") or "")
    yield from written(summary) if summary else [Fact("", (("no summary", "muted"),), wide=True)]


def _line(line: PackLine) -> Fact:
    day = "• " if line.day is None else f"{line.day}  "
    detail: list[CellPart] = [(f"  {one_line(line.detail)}", "muted")] if line.detail else []
    return Fact(day, ([one_line(line.title), *detail],), under=" " * len(day))


def pack_title(pack: Pack) -> str:
    """Return from when to when the pack looks, and why."""
    why = "since the last review" if pack.is_since_review else "no review before"
    return f"What changed · {pack.since} – {pack.until}, {why}"


def known_title(book: Playbook) -> str:
    """Return what the pane of `known_facts` is called, empty where all of it is switched off."""
    parts = (("swot", "SWOT"), ("voc", "voice of customer"))
    words = " and ".join(what for feature, what in parts if book.enabled(feature))
    return f"{words[:1].upper()}{words[1:]}"


def known_facts(page: ReviewPage) -> list[Fact]:
    """Return SWOT and voice of the customer, by quadrant and question."""
    book = page.playbook
    found = [*_known("swot", page.swot, "quadrant", "swot_quadrant", book)]
    voice = [*_known("voc", page.voc, "question", "voc_question", book)]
    found += [BLANK, *voice] if found and voice else voice
    missing = (("swot", "SWOT item"), ("voc", "answer of the customer"))
    words = " and ".join(f"no {what}" for feature, what in missing if book.enabled(feature))
    if found or not words:
        return found
    return [Fact("", ((f"{words[0].upper()}{words[1:]} yet.", "muted"),), wide=True)]


def _known(kind: str, known: Sequence[Record], field: str, catalogue: str, book: Playbook) -> Iterable[Fact]:
    last = None
    for record in known:
        if record[field] != last:
            last = record[field]
            yield _title(book.label(catalogue, str(last)), "")
        stale: list[CellPart] = [(" stale", "warn")] if record.get("stale") else []
        item = Fact("• ", ([one_line(str(record["text"])), *stale],), under="  ")
        yield from spoken_by((kind, int(str(record["id"]))), [item])
