"""Commands whose parameters follow from a kind.

Typer makes the parameters of a command from the signature of its function. Which fields a kind has is declared
once, in `domain/kinds`; so the signature is built from there, and Typer reads it like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, TypeVar

import typer

from kapta_tui.cli.parameters import text
from kapta_tui.domain.custom import CUSTOM_KINDS
from kapta_tui.domain.fields import Field, FieldType, Kind

Run = TypeVar("Run", bound=Callable[..., None])

SEVERAL = frozenset({FieldType.REFERENCES, FieldType.LABELS})
"""Types whose option may be given several times."""

SET = "set"
"""The option of custom fields."""

_METAVARS = {
    FieldType.INTEGER: "NUMBER",
    FieldType.PERCENT: "0..100",
    FieldType.NUMBER: "NUMBER",
    FieldType.MONEY: "AMOUNT",
    FieldType.DATE: "DATE",
    FieldType.CHOICE: "CODE",
    FieldType.REFERENCE: "NAME",
    FieldType.REFERENCES: "NAME",
}


def of_kind(
    kind: Kind, *, without: Sequence[str] = (), only: Sequence[str] | None = None, **annotations: Any
) -> Callable[[Run], Run]:
    """Return a decorator that gives a command function the signature it has for `kind`.

    Its `**given` becomes an option for each field that people fill (or those of `only`), and `--set` for custom
    ones where all are offered; they stand between what is positional in the function and what is keyword-only.
    `record` is called as the records of the kind are, `account`, `with_children` and `archived_children` are left out
    where they belong to none, and `annotations` take the place of those in the function.
    """
    named = {"record": _record(kind), **annotations}

    def shape(run: Run) -> Run:
        own = [
            parameter.replace(annotation=named.get(parameter.name, parameter.annotation))
            for parameter in signature(run, eval_str=True).parameters.values()
            if kind.owner or parameter.name not in ("account", "with_children", "archived_children")
        ]
        fields = list(_options(kind, without, only)) if own and own[-1].kind is Parameter.VAR_KEYWORD else []
        before = [parameter for parameter in own if parameter.kind is Parameter.POSITIONAL_OR_KEYWORD]
        after = [parameter for parameter in own if parameter.kind is Parameter.KEYWORD_ONLY]
        # Typer calls by keyword, and only keyword parameters may have defaults in any order.
        every = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in (*before, *fields, *after)]
        vars(run)["__signature__"] = Signature(every)
        return run

    return shape


def option_name(field: Field) -> str:
    """Return the option of a field as people type it; one of several values is named in the singular.

    It is the key under which JSON shows the value: that of the derived field where one shows it.
    """
    name = field.name.removesuffix("s") if field.type in SEVERAL else field.shown_as or field.name
    return f"--{name.replace('_', '-')}"


def _record(kind: Kind) -> Any:
    metavar = "[ACCOUNT] RECORD" if kind.owner else kind.noun.upper()
    return Annotated[list[str], typer.Argument(metavar=metavar, parser=text)]


def _options(kind: Kind, without: Sequence[str], only: Sequence[str] | None) -> Iterator[Parameter]:
    for field in kind.fields:
        if field.writable and field.name not in without and (only is None or field.name in only):
            yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=None, annotation=_option(field))
    if kind.name in CUSTOM_KINDS and only is None:
        option = typer.Option(f"--{SET}", parser=text, metavar="NAME=VALUE", help="A field of the playbook.")
        annotation = Annotated[list[str] | None, option]
        yield Parameter(SET, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _option(field: Field) -> Any:
    name = option_name(field)
    if field.type is FieldType.FLAG:
        return Annotated[
            bool | None, typer.Option(f"{name}/--no-{name.removeprefix('--')}", help=_help(field))
        ]
    # `--is-primary` or `--is_primary`, `--contact` or `--contacts`: scripts may write the JSON key itself.
    key = field.shown_as or field.name
    spellings = dict.fromkeys((name, f"--{key.replace('_', '-')}", f"--{key}"))
    option = typer.Option(
        *spellings, parser=text, metavar=_METAVARS.get(field.type, "TEXT"), help=_help(field)
    )
    if field.type in SEVERAL:
        return Annotated[list[str] | None, option]
    return Annotated[str | None, option]


def _help(field: Field) -> str:
    notes = [field.help] if field.help else []
    if field.type is FieldType.LONG:
        notes.append("- reads standard input")
    if field.type in SEVERAL:
        notes.append("may be given several times")
    return f"{field.label}{': ' if notes else ''}{'; '.join(notes)}."
