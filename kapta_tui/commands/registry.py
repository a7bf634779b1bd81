"""Every command of the app, in the order in which help lists them (interface.md 3)."""

from __future__ import annotations

from kapta_tui.commands.model import Command, Group

_SHELL = frozenset({"global", "screen"})
_PANES = frozenset({"list", "board", "lane"})

_GROUPS = (
    Group("global", "Everywhere"),
    Group("screen", "Screen", frozenset({"global"})),
    Group("list", "List", _SHELL),
    Group("board", "Board", _SHELL),
    Group("lane", "Swim lane", _SHELL),
    Group("answer", "Question", frozenset()),
    Group("form", "Form", frozenset()),
    Group("merge", "Merging accounts", frozenset({"form"})),
    Group("filter", "Filter", frozenset()),
    Group("accounts", "Accounts", _SHELL | _PANES),
    Group("account", "Account", _SHELL | _PANES),
    Group("measure", "Metrics", _SHELL | {"list", "account"}),
    Group("people", "Key players", _SHELL | _PANES | {"account"}),
    # Its digits go before the screens' while it has the keyboard.
    Group("matrix", "Matrix", frozenset({"list", "account", "people"})),
    Group("swot", "SWOT", _SHELL | _PANES | {"account"}),
    Group("review", "Review", _SHELL | {"list"}),
    Group("risks", "Risks", _SHELL | _PANES),
    Group("plans", "Plans", _SHELL | _PANES),
    Group("today", "Today", _SHELL | _PANES),
)

_TABLE: dict[str, tuple[tuple[str, str, str, str, int | None], ...]] = {
    "global": (
        ("palette", "ctrl+p", "Commands", "Find any command by its name", None),
        ("help", "?,f1", "Help", "Show what the focused pane is for and its live keys", 1),
        ("jump", "ctrl+o", "Jump", "Put a letter on each pane; the letter goes there", None),
        ("peel", "escape", "Close", "Peel one layer: clear the filter, close the detail", None),
        ("back", "q", "Back", "Go back one screen, or quit at the root", None),
        ("quit", "ctrl+q", "Quit", "Leave the program", None),
        ("today", "1", "Today", "Go to Today: what needs you and why", None),
        ("accounts", "2", "Accounts", "Go to Accounts", None),
        ("risks", "3", "Risks", "Go to Risks", None),
        ("plans", "4", "Plans", "Go to Plans", None),
        (
            "account-filter",
            "F",
            "Account filter",
            "Choose which accounts there are, on every screen until it is reset",
            None,
        ),
        ("reset-filter", "ctrl+r", "All accounts", "Reset the account filter: show all accounts again", None),
        ("undo", "u", "Undo", "Undo the last change, whoever made it; the toast says which", 7),
        ("redo", "U", "Redo", "Do again what was undone last", None),
    ),
    "screen": (
        ("next-pane", "tab", "Next pane", "Move the keyboard to the next pane", None),
        ("previous-pane", "shift+tab", "Previous pane", "Move the keyboard to the pane before", None),
        ("next-tab", "]", "Next tab", "Show the next tab", None),
        ("previous-tab", "[", "Previous tab", "Show the tab before", None),
        ("zoom", "z", "Zoom", "Give the pane the whole screen, or put it back", None),
        ("refresh", "r", "Refresh", "Read the store again", None),
        ("create", "c", "Create…", "Create a new record; the account is taken from where you are", 4),
        (
            "import",
            "I",
            "Import files…",
            "Bring in tables and CRM exports, tried before anything is written",
            None,
        ),
        ("export", "E", "Export…", "Write the list to a file: the rows, order and columns you see", None),
        ("copy-text", "ctrl+c,super+c", "Copy text", "Copy the text selected with the mouse", None),
    ),
    "list": (
        ("down", "j,down", "Down", "Move one row down", None),
        ("up", "k,up", "Up", "Move one row up", None),
        ("left", "h,left", "Left", "Scroll left, or fold the branch", None),
        ("right", "l,right", "Right", "Scroll right, or unfold the branch", None),
        ("top", "g,home", "Top", "Go to the first row", None),
        ("bottom", "G,end", "Bottom", "Go to the last row", None),
        ("half-down", "ctrl+d", "Half page down", "Move half a page down", None),
        ("half-up", "ctrl+u", "Half page up", "Move half a page up", None),
        ("page-down", "pagedown", "Page down", "Move one page down", None),
        ("page-up", "pageup", "Page up", "Move one page up", None),
        ("open", "enter", "Open", "Open the record under the cursor", 2),
        ("new", "n", "New", "Add a record to this list", 3),
        ("edit", "e", "Edit", "Edit the record under the cursor", 8),
        ("remove", "d", "Remove", "Remove the marked records, else the one under the cursor", None),
        (
            "archive",
            "x",
            "Archive",
            "Archive or close the marked records, else the one under the cursor",
            None,
        ),
        ("mark", "space", "Mark", "Mark the row for the next action, or take the mark off", None),
        ("mark-all", "*", "Mark all", "Mark every row, or none", None),
        ("range", "v", "Range", "Start a range here; moving marks, v again ends it", None),
        ("unmark", "escape", "Unmark", "End the range, then take all marks away", None),
        ("filter", "/", "Filter", "Keep only the rows that match, as you type", 5),
        ("named-filters", "f", "Filters", "Choose one of your named filters", None),
        ("sort", "s", "Sort", "Sort by the next column", None),
        ("reverse", "S", "Reverse", "Turn the order round", None),
        ("columns", "C", "Columns", "Choose the columns to show", None),
        ("copy", "y", "Copy", "Copy the row, or the marked rows, to the clipboard", None),
        ("editor", "ctrl+g", "Editor", "Edit the record's text in $EDITOR", None),
        ("why", "w", "Why", "Explain the number under the cursor", 6),
    ),
    "board": (
        ("left", "h,left", "Left", "Go to the column on the left", None),
        ("right", "l,right", "Right", "Go to the column on the right", None),
        ("down", "j,down", "Down", "Go to the card below", None),
        ("up", "k,up", "Up", "Go to the card above", None),
        ("top", "g,home", "Top", "Go to the first card of the column", None),
        ("bottom", "G,end", "Bottom", "Go to the last card of the column", None),
        ("half-down", "ctrl+d,pagedown", "Page down", "Move a page down the column", None),
        ("half-up", "ctrl+u,pageup", "Page up", "Move a page up the column", None),
        ("open", "enter", "Open", "Open the card", 2),
        ("new", "n", "New", "Add a card", 3),
        ("edit", "e", "Edit", "Edit the card", None),
        ("archive", "x", "Close", "Close the card's record", None),
        ("move-left", "H", "Move left", "Move the card one column to the left", None),
        ("move-right", "L", "Move right", "Move the card one column to the right", 8),
        ("move-down", "J", "Move down", "Put the card below the next one", None),
        ("move-up", "K", "Move up", "Put the card above the one before", None),
        ("carry", "m", "Move", "Take the card up: arrows carry it, Enter puts it down, Esc puts it back", 6),
        ("regroup", "b", "Regroup", "Let the columns stand for the next field", 9),
        ("back", "escape", "Put back", "Put the card back where it was, else take all marks away", None),
        ("mark", "space", "Mark", "Mark the card, or take the mark off", None),
        ("filter", "/", "Filter", "Keep only the cards that match, as you type", 5),
        ("named-filters", "f", "Filters", "Choose one of your named filters", None),
        ("copy", "y", "Copy", "Copy the card to the clipboard", None),
        ("why", "w", "Why", "Explain the card's priority", None),
    ),
    "lane": (
        ("down", "j,down", "Down", "Move to the next bar", None),
        ("up", "k,up", "Up", "Move to the bar before", None),
        ("top", "g,home", "Top", "Move to the first bar", None),
        ("bottom", "G,end", "Bottom", "Move to the last bar", None),
        ("page-down", "ctrl+d,pagedown", "Page down", "Move down half a page", None),
        ("page-up", "ctrl+u,pageup", "Page up", "Move up half a page", None),
        ("open", "enter", "Open", "Open the bar; while one is moved, put it down", 2),
        ("left", "h", "Earlier", "Scroll towards the past", None),
        ("right", "l", "Later", "Scroll towards the future", None),
        ("week-on", "w", "Week on", "Scroll on by a week, by a month or quarter where zoomed out", None),
        (
            "week-back",
            "b",
            "Week back",
            "Scroll back by a week, by a month or quarter where zoomed out",
            None,
        ),
        ("zoom-in", "+,=", "Closer", "Zoom towards days", None),
        ("zoom-out", "-", "Wider", "Zoom towards years", 8),
        ("today", "T", "Today", "Scroll to today", 6),
        ("reveal", ".", "Show bar", "Scroll to the bar under the cursor", None),
        ("move-earlier", "H", "Move earlier", "Move the bar towards the past", None),
        ("move-later", "L", "Move later", "Move the bar towards the future", 9),
        ("end-earlier", "<", "End earlier", "Move the end of the bar towards the past", None),
        ("end-later", ">", "End later", "Move the end of the bar towards the future", None),
        ("back", "escape", "Put back", "Put the bar back where it was", None),
        ("fold", "space", "Fold", "Fold or unfold what is below", None),
        ("collapse", "left", "Fold", "Fold what is below, else move to the parent", None),
        ("expand", "right", "Unfold", "Unfold what is below, else move into it", None),
        ("pack", "p", "Pack", "Let actions that do not overlap share a lane, or give each its own", None),
        ("new", "n", "New", "Add below the item", 3),
        ("edit", "e", "Edit", "Edit the item", None),
        ("archive", "x", "Complete", "Complete the item, or open a completed one again", None),
        ("remove", "d", "Remove", "Remove the item with everything below it", None),
        ("place-up", "K", "Move up", "Put the item above the one before it", None),
        ("place-down", "J", "Move down", "Put the item below the one after it", None),
        ("filter", "/", "Filter", "Keep only the items that match, as you type", 5),
        (
            "named-filters",
            "f",
            "Filters",
            "Choose which actions are shown: active, upcoming, completed …",
            None,
        ),
    ),
    "answer": (
        ("yes", "y", "Yes", "Answer yes", 2),
        ("no", "n", "No", "Answer no", 3),
        ("accept", "enter", "Answer", "Give the answer that has the keyboard", 3),
    ),
    "form": (
        ("save", "ctrl+s", "Save", "Check and save", 2),
        ("cancel", "escape", "Cancel", "Close without saving; asks when something was changed", 3),
        ("editor", "ctrl+g", "Editor", "Edit the long text in $EDITOR", 5),
        ("next-field", "tab", "Next field", "Go to the next field", 4),
        ("previous-field", "shift+tab", "Previous field", "Go to the field before", None),
        ("next-tab", "ctrl+pagedown", "Next tab", "Show the next tab of the form", None),
        ("previous-tab", "ctrl+pageup", "Previous tab", "Show the tab before", None),
        ("flip", "space,enter", "Change", "Change yes to no, or no to yes", None),
        ("entry-down", "j,down", "Next entry", "Go to the next entry of the list", None),
        ("entry-up", "k,up", "Entry before", "Go to the entry before", None),
        ("entry-later", "J", "Move down", "Put the entry below the next one", 6),
        ("entry-sooner", "K", "Move up", "Put the entry above the one before", 7),
        ("entry-remove", "d,delete", "Take away", "Take the entry out of the list", 8),
        ("help", "f1", "Help", "Show the keys of the form", 1),
    ),
    "merge": (
        ("keep", "h,left", "Value of the kept", "Let the value of the account that is kept stand", None),
        ("take", "l,right", "Value of the other", "Let the value of the account that goes stand", None),
        ("swap", "s", "Swap", "Keep the other account; what was chosen stays chosen", 4),
    ),
    "filter": (
        ("name", "ctrl+s", "Name it", "Keep the filter under a name, under which f offers it", 4),
        ("keep", "enter", "Keep", "Keep the filter and go back to the rows", 2),
        ("clear", "escape", "Clear", "Take the filter away and go back to the rows", 3),
    ),
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
        ("contribute", "o", "Contribute", "Join the account's contributors, or leave them", None),
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
        ("view", "V", "View", "Change between table and board", 9),
        ("note", "N", "Note", "Leave a note of one line on the risk", None),
        ("reopen", "X", "Reopen", "Make closed risks active again", None),
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
    ),
    "today": (
        ("note-done", "X", "Done with note", "Complete the task under the cursor and leave a note", None),
    ),
}

_PRIORITY = frozenset({"global.palette", "global.quit"})


def _declare() -> dict[str, Command]:
    """Return the table as commands by id."""
    commands: dict[str, Command] = {}
    for group, rows in _TABLE.items():
        for verb, keys, label, text, footer in rows:
            name = f"{group}.{verb}"
            commands[name] = Command(name, keys, label, text, group, footer, name in _PRIORITY)
    return commands


GROUPS: dict[str, Group] = {group.name: group for group in _GROUPS}
"""Group name to group, in the order in which help shows them."""

COMMANDS: dict[str, Command] = _declare()
"""Command id to command."""
