"""`kapta playbook levels` and `templates`: what the playbook says of plans (features: rows 72, 73 and 75)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, send, write_listing
from kapta_tui.cli.output.json_text import Json, encode
from kapta_tui.cli.parameters import Format, JsonFormat, at_least, chosen, text
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value

if TYPE_CHECKING:
    from kapta_tui.data.read.planlevels import Shift

app = plain_app()

_Section = Annotated[str | None, typer.Argument(metavar="[SECTION]", parser=text)]
_Levels = Annotated[int | None, typer.Argument(metavar="[LEVELS]", parser=at_least(1))]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would move.")]
_LEVELS = (
    "List the plan sections with their levels and what they hold, or give SECTION (a code or label) other LEVELS: "
    "1 goals, 2 goals and actions, 3 goals, objectives and actions.\n\nFewer levels remove nothing: objectives are "
    "put away and come back with the third level. --json writes what changed: section, before, after, moves."
)


@app.command("levels", short_help="how deep plan sections go", help=_LEVELS)
def levels(
    section: _Section = None,
    count: _Levels = None,
    dry_run: _DryRun = False,
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """List the sections, or change the levels of one."""
    if section is None or count is None:
        if section is not None or dry_run:
            raise UsageError("It is not said how many levels.", "Write 'kapta playbook levels SECTION 2'.")
        with session().reading() as reader:
            listing = flat_listing("sections", _SECTION_KEYS, _sections(reader))
        write_listing(listing, chosen(format, as_json))
        return
    form = chosen(format, as_json)
    if form not in (None, "json"):
        raise UsageError(f"Other levels are not told as {form}.", "Leave the format out, or write --json.")
    if dry_run:
        shift = _foretell(section, count)
    else:
        from kapta_tui.data.write.playbooks import set_levels

        shift = session().write(set_levels, section, count).value
    if form == "json":
        send(f"{encode(_shift_object(shift))}\n")


def _shift_object(shift: Shift) -> dict[str, Json]:
    """Return `{section, before, after, moves}`: the code of a section, its levels, and in sentences what moves."""
    moves: list[Json] = list(shift.moves)
    return {"section": shift.code, "before": shift.before, "after": shift.after, "moves": moves}


_SECTION_KEYS = ("code", "label", "audience", "levels", "retired", "goals", "objectives", "actions")


def _sections(reader: Reader) -> list[dict[str, Value]]:
    from kapta_tui.data.read.planlevels import standings
    from kapta_tui.domain.planlevels import Standing

    holding = standings(reader.connection)
    return [
        {
            "code": section.code,
            "label": section.label,
            "audience": section.audience,
            "levels": section.levels,
            "retired": section.retired,
            "goals": held.goals,
            "objectives": len(held.objectives),
            "actions": held.actions,
        }
        for section in reader.playbook.sections
        for held in (holding.get(section.code, Standing()),)
    ]


def _foretell(section: str, count: int) -> Shift:
    from kapta_tui.data.read.planlevels import shifts, unmoved
    from kapta_tui.domain.planlevels import checked

    with session().reading() as reader:
        place = reader.playbook.section(section)
        found = shifts(reader.connection, (place,), {place.code: checked(count)})
    for shift in found:
        say(f"Would move: {shift.sentence}")
    if not found:
        say(f"Nothing would move: '{place.label}' goes that deep already.")
    return found[0] if found else unmoved(place)


_TEMPLATE_KEYS = ("code", "label", "section", "goals", "objectives", "actions", "tasks", "days", "anchor")


@app.command("templates", short_help="the plans that can be launched")
def templates(format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """List the plan templates: what each makes, over how many days, and what its days are counted from."""
    with session().reading() as reader:
        rows = _templates(reader)
    write_listing(flat_listing("templates", (*_TEMPLATE_KEYS, "link"), rows), chosen(format, as_json))


def _templates(reader: Reader) -> list[dict[str, Value]]:
    from collections import Counter

    from kapta_tui.domain.planlayout import laid

    found: list[dict[str, Value]] = []
    for plan in reader.playbook.templates:
        rows = laid(plan, reader.playbook.section(plan.section).levels, session().today)
        made = Counter(row.kind for row in rows)
        found.append(
            {
                "code": plan.code,
                "label": plan.label,
                "section": plan.section,
                **{kind: made[kind] for kind in ("goals", "objectives", "actions", "tasks")},
                "days": plan.length,
                "anchor": plan.anchor_words,
                "link": plan.link or None,
            }
        )
    return found
