"""An action as plain text, for the clipboard."""

from __future__ import annotations

from kapta_tui.data.read.history import Entry
from kapta_tui.domain.text import clean
from kapta_tui.screens.action.facts import lines
from kapta_tui.screens.action.loading import ActionPage
from kapta_tui.screens.record.lines import words
from kapta_tui.widgets.cells import plain


def as_text(page: ActionPage) -> str:
    """Return all that the page shows: fields, description, tasks, notes and history."""
    parts = [
        plain(page.row.name),
        "\n".join(f"{line.label or ' ':<14} {words(line)}" for line in lines(page)),
    ]
    if page.full.detail.description:
        parts.append(f"Description\n{clean(page.full.detail.description)}")
    if page.tasks:
        tasks = (
            f"- {task.name}{f', due {task.due}' if task.due else ''}, {task.doer}" for task in page.tasks
        )
        parts.append("\n".join(["Open tasks", *map(plain, tasks)]))
    for note in page.full.notes:
        who = f" by {note.author}" if note.author else ""
        parts.append(f"Note of {note.date}{who}\n{clean(note.text)}")
    if page.full.changes:
        parts.append("\n".join(["History", *map(_change, page.full.changes)]))
    return "\n\n".join(parts) + "\n"


def _change(entry: Entry) -> str:
    undone = " (undone)" if entry.undone else ""
    return plain(
        f"- {entry.at[:10]} {entry.user}: {entry.label} {entry.before or '·'} → {entry.after or '·'}{undone}"
    )
