"""Commands of the screens that show one kind of record."""

from __future__ import annotations

from typing import Final

from kapta_tui.commands.model import Row

RECORDS: Final[dict[str, tuple[Row, ...]]] = {
    "accounts": (
        ("tree", "t", "Tree", "Show subsidiaries below their parent, or a flat list", None),
        ("quick-add", "a", "Quick add", "Add an account typed on one line", None),
        ("archived", "A", "Archived", "Show archived accounts among the others, or hide them", None),
    ),
    "account": (
        ("risk", "R", "Risk", "Start a risk on the account, or open the active one", None),
        ("merge", "M", "Merge…", "Merge the account with another one, field by field; nothing is lost", None),
        ("parent", "backspace", "Parent", "Go up to the account that stands above this one", None),
        (
            "combined",
            "W",
            "Whole family",
            "Show the records of the account alone, or of all accounts below it too",
            None,
        ),
        ("open-outside", "O", "Open file", "Open the document, else a link of the account, outside", None),
        (
            "whitespace",
            "number_sign",
            "Whitespace",
            "Show accounts by products: who has what, and where nothing is",
            None,
        ),
        ("contribute", "o", "Contribute", "Join the account's contributors, or leave them", None),
    ),
    "health": (
        (
            "why",
            "w",
            "Why this health",
            "Explain the health score to the last point: its factors and facts, what changed it, what would raise it",
            6,
        ),
        (
            "cold",
            "f3",
            "Who goes cold next",
            "List key players of all accounts by the day on which they go cold, with what their silence costs",
            None,
        ),
    ),
    "why": (
        ("period", "p", "Period", "Compare with 7, 30, 90 or 365 days ago, or with the last QBR", None),
        ("since", "D", "Compare with…", "Type the day to compare with, or how many days ago", None),
        ("fold-all", "Z", "Fold all", "Unfold every factor to its facts, or fold them all", None),
    ),
    "timeline": (
        (
            "period",
            "p",
            "Period",
            "Compare today's health with 7, 30, 90 or 365 days ago, or with the last QBR",
            4,
        ),
        ("since", "D", "Compare with…", "Type the day to compare with, or how many days ago", None),
        ("zoom-in", "+,=", "Closer", "Show fewer days of the timeline: a year, 90 or 30 days", 6),
        ("zoom-out", "-", "Wider", "Show more days of the timeline: 90 days, a year, all", None),
    ),
    "measure": (
        ("record", "a", "Record", "Record a value of the metric, of today or of another day", 3),
        ("period", "p", "Period", "Count gain and loss over the next period: 7, 30, 90 or 365 days", 6),
        ("history", "V", "History", "Show every value of the metric, to put right or remove", None),
        ("place-up", "K", "Move up", "Put the metric above the one before it", None),
        ("place-down", "J", "Move down", "Put the metric below the one after it", None),
    ),
    "people": (
        (
            "view",
            "V",
            "View",
            "Change between list, tree of who reports to whom, and matrix of colleagues",
            4,
        ),
    ),
    "matrix": (
        ("strength-0", "0", "Strength 0", "The colleague does not know the contact", None),
        ("strength-1", "1", "Strength 1", "Give the relationship the first strength of the playbook", None),
        ("strength-2", "2", "Strength 2", "Give the relationship the second strength of the playbook", None),
        ("strength-3", "3", "Strength 3", "Give the relationship the third strength of the playbook", None),
    ),
    "swot": (
        ("lens", "V", "Lens", "Look at our relationship, at their market, or at both", 4),
        ("review", "t", "Reviewed", "Mark the item, or the marked ones, as reviewed today", 5),
    ),
    "review": (
        ("move-on", "m", "Next stage", "Bring the review to its next stage; a completed one is rated", 3),
        ("rate", "R", "Rate", "Say how the review went", None),
    ),
    "risks": (
        ("view", "V", "View", "Change between table, board, matrix and overview", 9),
        ("note", "N", "Note", "Leave a note of one line on the risk", None),
        (
            "full-note",
            "ctrl+n",
            "Full note",
            "Leave a note on the risk in a form: its text, type, contacts and day",
            None,
        ),
        (
            "address",
            "A",
            "Addressed by…",
            "Say which goals, actions or tasks of the account address the risk, or name a new task",
            None,
        ),
        ("reopen", "X", "Reopen", "Make closed risks active again", None),
    ),
    "risk": (("account", "o", "Account", "Open the account's page at its Risk tab", None),),
    "reasons": (
        ("later", "J", "Move down", "Make the reason less important: put it below the next one", None),
        ("sooner", "K", "Move up", "Make the reason more important: put it above the one before", None),
    ),
    "plans": (
        ("view", "V", "View", "Change between the list of actions and the swim lanes", 9),
        ("start", "B", "Begin", "Begin the action today: from then on it is in progress", None),
        ("progress", "P", "Progress", "Say how far the action is: a percent, and words for its note", 6),
        ("status", "i", "Status", "Choose the status of the action", None),
        ("task", "t", "Task", "Add a task to the action under the cursor", None),
        ("goal", "N", "New goal", "Add a goal: in a form, as an outline or from a template", None),
        (
            "account",
            "A",
            "Account",
            "Show the plan of the account under the cursor alone, or all plans",
            None,
        ),
        ("assign", "a", "Assign…", "Give the marked work, else that under the cursor, to a person", None),
        ("due", "D", "Due date…", "Set the due date of the marked work, else of that under the cursor", None),
        ("note-done", "X", "Complete with note", "Complete the marked work and say how it ended", None),
        (
            "in-report",
            "Q",
            "In customer report",
            "Show the goal or action in the customer's report, or leave it out",
            None,
        ),
        (
            "copy-goal",
            "ctrl+y",
            "Copy to accounts…",
            "Copy the goal with all below it to other accounts, its dates shifted",
            None,
        ),
    ),
    "plan": (
        ("place-up", "K", "Move up", "Put the goal, objective or action above the one before it", None),
        ("place-down", "J", "Move down", "Put the goal, objective or action below the one after it", None),
        ("fold-all", "Z", "Fold all", "Fold every goal, or unfold them all", None),
        (
            "levels",
            "ampersand",
            "Levels…",
            "Choose how many levels a plan section has; what moves is shown before",
            None,
        ),
    ),
    "action": (("account", "o", "Account", "Open the account's page at its Act tab", None),),
    "tasks": (
        ("note-done", "X", "Complete with note", "Complete the task and leave a note on the account", None),
        ("assign", "a", "Assign…", "Give the marked tasks, else the one under the cursor, to a person", None),
        ("due", "D", "Due date…", "Set the due date of the tasks, or let them follow their action", None),
    ),
    "commerce": (
        ("plan", "P", "Plan", "Make a plan for the contract or opportunity, or go to the one it has", None),
    ),
    "playbook": (
        ("raise", "+,=", "More", "Make the value one larger, or take the next choice", 4),
        ("lower", "-", "Less", "Make the value one smaller, or take the choice before", 5),
        (
            "follow",
            "x",
            "Take away",
            "Take the account type's own value away, so that it follows all others; else undo the change",
            6,
        ),
        ("back", "q", "Back", "Go back; asks when something was changed", None),
    ),
    "today": (
        ("note-done", "X", "Done with note", "Complete the task under the cursor and leave a note", None),
        ("calendar", "ctrl+k", "Calendar file…", "Save the agenda as a calendar file (.ics)", None),
    ),
}
"""Group to its commands."""
