"""The pack of a business review as Markdown to be sent round, in which no customer's text is markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kapta_tui.data.read.records import Record
from kapta_tui.data.read.reviewpack import Pack, PackLine
from kapta_tui.data.read.reviews import ReviewPage
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.reviews import points
from kapta_tui.domain.text import clean
from kapta_tui.exchange.writers.markdown import inline


def period_words(pack: Pack) -> str:
    """Return which days the pack is about."""
    why = "the last review" if pack.is_since_review else "no review was held before"
    return f"{pack.since} to {pack.until} ({why})"


def review_text(page: ReviewPage) -> str:
    """Return the whole pack of a review: its head, agenda, the meeting before, what changed, SWOT and VOC."""
    record, book = page.record, page.playbook
    lines = [f"# {inline(str(record['name']))}", ""]
    lines += _facts(record, page.pack.account, book)
    lines += _agenda(str(record.get("agenda") or ""))
    if page.previous is not None:
        lines += _before(page.previous, book)
    lines += _changes(page.pack)
    lines += _known("SWOT", page.swot, ("quadrant", "swot_quadrant"), book)
    lines += _known("Voice of customer", page.voc, ("question", "voc_question"), book)
    return "\n".join(lines) + "\n"


def pack_text(pack: Pack) -> str:
    """Return what changed at an account that has no review planned."""
    return "\n".join([f"# {inline(pack.account)}: since the last review", "", *_changes(pack)]) + "\n"


def _facts(record: Record, account: str, book: Playbook) -> Iterator[str]:
    rating = str(record.get("rating") or "")
    pairs = (
        ("Account", account),
        ("Date", str(record["date"])),
        ("Type", book.label("qbr_type", str(record["type"]))),
        ("Stage", book.label("qbr_stage", str(record["stage"]))),
        ("Rating", book.label("qbr_rating", rating) if rating else ""),
        ("Owner", str(record.get("owner") or "")),
        ("Customer side", _names(record.get("contacts")) if book.enabled("contacts") else ""),
        ("Our side", _names(record.get("colleagues"))),
    )
    for label, words in pairs:
        if words:
            yield f"- **{label}:** {inline(words)}"


def _names(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else ""


def _agenda(text: str) -> list[str]:
    lines = ["", "## Agenda", ""]
    for point in points(clean(text)):
        box = " " if point.done is None else "x" if point.done else " "
        lines.append(f"- [{box}] {inline(point.text)}")
    return lines if len(lines) > 3 else []


def _before(record: Record, book: Playbook) -> Iterator[str]:
    rating = str(record.get("rating") or "")
    yield from ("", "## Last meeting", "")
    rated = book.label("qbr_rating", rating) if rating else "not rated"
    yield f"- **{record['date']}:** {inline(str(record['name']))}, {inline(rated)}"
    for line in clean(str(record.get("summary") or "")).split("\n"):
        if line.strip():
            yield f"- **Summary:** {inline(line)}"


def _changes(pack: Pack) -> Iterator[str]:
    yield from ("", "## What changed", "", f"Period: {period_words(pack)}.")
    if not pack.parts:
        yield from ("", "Nothing changed.")
    for part in pack.parts:
        yield from ("", f"### {part.name} ({len(part.lines)})", "")
        yield from map(_change, part.lines)


def _change(line: PackLine) -> str:
    day = f"{line.day}: " if isinstance(line.day, date) else "Since then: "
    detail = f" · {inline(line.detail)}" if line.detail else ""
    return f"- {day}{inline(line.title)}{detail}"


def _known(title: str, known: Sequence[Record], by: tuple[str, str], book: Playbook) -> Iterator[str]:
    if not known:
        return
    yield from ("", f"## {title}", "")
    field, catalogue = by
    for record in known:
        stale = " (stale)" if record.get("stale") else ""
        label = inline(book.label(catalogue, str(record[field])))
        yield f"- **{label}:** {inline(str(record['text']))}{stale}"
