"""`plan` and `edit --move-plan` of contracts and opportunities (mission S3; features: row 76)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kapta_tui.cli.nouns.making import naming_help
from kapta_tui.cli.parameters import JsonRecord, Record, text
from kapta_tui.cli.session import say, session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Kind, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import ANCHOR_WORDS, distance_words

_Template = Annotated[
    str | None,
    typer.Option("--template", parser=text, metavar="CODE", help="Make it from a template of the playbook."),
]
_Name = Annotated[
    str | None, typer.Option("--name", parser=text, metavar="TEXT", help="Make it as one goal of this name.")
]
_Start = Annotated[
    str | None,
    typer.Option(
        "--start", parser=text, metavar="DATE", help="When it begins; today, or as the template counts."
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="Write the goals as JSON.")]
_MovePlan = Annotated[
    bool,
    typer.Option("--move-plan", help="Where the day moves, move the open plan made from it by as many days."),
]


def planning(app: typer.Typer, kind: Kind) -> None:
    """Add the commands `NOUN plan` and `NOUN edit`."""
    day = ANCHOR_WORDS[kind.name]
    about = (
        f"List the goals made from {kind.one}, or make a plan from it.\n\n"
        f"--template lays a plan of the playbook out, --name adds one goal that is due by the {day}."
    )

    @app.command("plan", short_help="the goals made from it, or new ones", help=f"{about}{naming_help(kind)}")
    @of_kind(kind)
    def plan(
        record: Record,
        template: _Template = None,
        name: _Name = None,
        start: _Start = None,
        as_json: _Json = False,
    ) -> None:
        if template is not None and name is not None:
            raise UsageError("--template and --name are two ways to make a plan.", "Give one of them.")
        if template is None and name is None:
            if start is not None:
                raise UsageError(
                    "--start goes with --template or --name.", "Give one of them, or leave it out."
                )
            _list(kind, record, as_json)
        else:
            _make(kind, record, template, name, start, as_json)

    change = f"Change fields of {kind.one}; an empty text empties a field.{naming_help(kind)}"

    @app.command("edit", short_help="change fields", help=change)
    @of_kind(kind, without=("account",))
    def edit(
        record: Record, *, move_plan: _MovePlan = False, as_json: JsonRecord = False, **given: Any
    ) -> None:
        from kapta_tui.cli.nouns.acting import on_record

        def act(number: int, values: dict[str, Value]) -> int:
            if not values:
                raise UsageError("Nothing to change was given.", f"See 'kapta {kind.noun} edit --help'.")
            return _edit(kind, number, values, move_plan=move_plan)

        on_record(kind, record, given, as_json, act)


def _list(kind: Kind, record: list[str], as_json: bool) -> None:
    from kapta_tui.cli.naming import record_id
    from kapta_tui.cli.output import write_listing
    from kapta_tui.cli.output.stdout import is_terminal
    from kapta_tui.cli.planned import plan_listing
    from kapta_tui.data.read.planned import plan_of

    with session().reading() as reader:
        number = record_id(reader, kind, record)
        found = plan_of(reader.connection, reader.view, kind.name, number)
        write_listing(plan_listing(reader, found), "json" if as_json else None)
    if found is None and is_terminal():
        say(f"No plan was made from this {kind.spoken} yet; --template or --name makes one.")


def _make(
    kind: Kind, record: list[str], template: str | None, name: str | None, start: str | None, as_json: bool
) -> None:
    from kapta_tui.cli.fields import given_values
    from kapta_tui.cli.naming import record_id
    from kapta_tui.cli.nouns.acting import write_records
    from kapta_tui.cli.nouns.launching import remark
    from kapta_tui.data.read.planned import anchor_day
    from kapta_tui.data.write.planned import add_plan_from_template
    from kapta_tui.data.write.turning import add_work

    goals = KINDS["goals"]
    with session().reading() as reader:
        number = record_id(reader, kind, record)
        given = {} if start is None else {"start": start}
        values = given_values(reader, goals, given if name is None else given | {"name": name})
        due = anchor_day(reader.connection, kind.name, number)
        day: Any = values.get("start")
        if template is not None:
            remark(reader, template, day, (kind.name, number))
    if template is not None:
        made = session().write(add_plan_from_template, (kind.name, number), template, day).value
    else:
        # A day that has passed is none that work could lead up to.
        begins = day or session().today
        dates: dict[str, Value] = {"start": begins} | ({"due": due} if due and due >= begins else {})
        made = [session().write(add_work, "goals", values | dates, (kind.name, number)).value]
    write_records(goals, made, as_json, several=True)


def _edit(kind: Kind, number: int, values: dict[str, Value], *, move_plan: bool) -> int:
    """Change the record, and where its day moved move its plan, or say that the plan did not move."""
    from kapta_tui.data.read.planned import anchor_day, open_plan
    from kapta_tui.data.write.basic import edit_record
    from kapta_tui.data.write.planned import edit_and_move

    with session().reading() as reader:
        before = anchor_day(reader.connection, kind.name, number)
    if move_plan:
        return session().write(edit_and_move, kind.name, number, values).value
    session().write(edit_record, kind.name, number, values)
    with session().reading() as reader:
        after = anchor_day(reader.connection, kind.name, number)
        plan = open_plan(reader.connection, kind.name, number)
        is_on = reader.playbook.enabled("plans")
    if is_on and plan is not None and before is not None and after is not None and before != after:
        days = (after - before).days
        commands = " and ".join(f"'kapta goal shift {goal} --days {days}'" for goal in plan.goals)
        say(
            f"The {ANCHOR_WORDS[kind.name]} moved {distance_words(days)}; the plan made from it "
            f"(open actions: {plan.actions}) stands where it was. "
            f"{commands} would move it, as --move-plan does."
        )
    return number
