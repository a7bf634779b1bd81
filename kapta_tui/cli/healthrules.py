"""`kapta playbook whatif` and `weights`: other weights of the health score, foretold and set (features: row 60)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kapta_tui.cli.files import read_text
from kapta_tui.cli.foretelling import tell_what_if
from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.parameters import File, Format, JsonFormat, chosen, filter_option, text
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value

if TYPE_CHECKING:
    from kapta_tui.data.write.healthtext import Path

app = plain_app()

_Weights = Annotated[list[str] | None, typer.Argument(metavar="[FACTOR=N]...", parser=text)]
_Filter = Annotated[
    str, filter_option("Only accounts that pass, as in 'kapta account list'; archived ones never count.")
]
_Type = Annotated[
    str | None,
    typer.Option("--type", parser=text, metavar="TYPE", help="For accounts of this type alone."),
]
_Bands = Annotated[
    str | None,
    typer.Option("--bands", parser=text, metavar="healthy=N,watch=N", help="Lowest score of each band."),
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change, account by account.")]
_WHAT_IF = (
    "Say what the playbook in FILE (- reads standard input) would do to the scores of the portfolio; nothing is "
    "changed.\n\nLists every account that is not archived, the largest change first, and says how many cross a band. "
    "--json writes one object: accounts, bands, mean and crossing, each before and after."
)
_WEIGHTS = (
    "Show the weights of the health score per account type, or change them: 'plan=30 qbr=10'. Weights need not add "
    "up to 100; 0 switches a factor off.\n\n--type changes those of one account type; 'plan=' without a number lets it "
    "follow the common weights again. --bands changes where the bands begin. --dry-run lists what would change."
)


@app.command("whatif", short_help="what a text would do to the scores", help=_WHAT_IF)
def whatif(
    file: File,
    filter: _Filter = "",  # noqa: A002
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Foretell the scores by another playbook."""
    other = read_text(file)
    with session().reading() as reader:
        tell_what_if(reader, other, filter, chosen(format, as_json))


@app.command("weights", short_help="weights of the health score per account type", help=_WEIGHTS)
def weights(
    changes: _Weights = None,
    type: _Type = None,  # noqa: A002
    bands: _Bands = None,
    dry_run: _DryRun = False,
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Show the weights, or change them."""
    form = chosen(format, as_json)
    if not changes and bands is None:
        if dry_run:
            raise UsageError("It is not said what to change.", "Write 'kapta playbook weights plan=30'.")
        with session().reading() as reader:
            _show(reader, type, form)
        return
    with session().reading(create=not dry_run) as reader:
        wanted = _wanted(reader, changes or (), type, bands or "")
        if dry_run:
            from kapta_tui.data.read.playbook import current_text
            from kapta_tui.data.write.healthtext import with_health

            tell_what_if(reader, with_health(current_text(reader.connection), wanted), "", form)
            return
    from kapta_tui.data.write.playbooks import set_health

    session().write(set_health, wanted)
    if form is not None:
        with session().reading() as reader:
            _show(reader, type, form)


def _show(reader: Reader, only: str | None, form: str | None) -> None:
    """List the weights: of all types in the first row, then of each type."""
    from kapta_tui.domain.playbook.health import FACTORS

    playbook = reader.playbook
    rules = playbook.health
    own = _own_weights(reader)
    types = [choice.code for choice in playbook.offered("account_type")]
    if only is not None:
        types = [playbook.choice("account_type", only).code]
    rows: list[dict[str, Value]] = []
    for code in types:
        mine = own.get(code, ())
        rows.append({"type": code, "own": ", ".join(mine) or None, **rules.weights(code)})
    write_listing(flat_listing("weights", ("type", *FACTORS, "own"), rows), form)
    say(f"Bands: healthy from {rules.bands.healthy}, watch from {rules.bands.watch}, poor below.")


def _own_weights(reader: Reader) -> dict[str, tuple[str, ...]]:
    """Return by account type the factors that have a weight of its own."""
    from kapta_tui.data.read.playbook import current_text
    from kapta_tui.domain.playbook.parse import completed, load

    written = completed(load(current_text(reader.connection)))["health"].get("weights_for", {})
    return {code: tuple(own) for code, own in written.items()}


def _wanted(
    reader: Reader, words: Sequence[str], account_type: str | None, bands: str
) -> dict[Path, int | None]:
    """Return the changes by their place in the text. Raises UsageError."""
    from kapta_tui.domain.playbook.health import FACTORS, Bands

    start: Path = ("weights",)
    if account_type is not None:
        start = ("weights_for", reader.playbook.choice("account_type", account_type).code)
    found: dict[Path, int | None] = {}
    for word in words:
        factor, number = _pair(word, FACTORS, "factor")
        if number is None and account_type is None:
            raise UsageError(
                f"It is not said how much {factor} weighs.", f"Write {factor}=20, or name a --type."
            )
        found[(*start, factor)] = number
    for word in filter(None, (part.strip() for part in bands.split(","))):
        band, number = _pair(word, Bands._fields, "band")
        if number is None:
            raise UsageError(f"It is not said where {band} begins.", f"Write {band}=60.")
        found["bands", band] = number
    return found


def _pair(word: str, allowed: Sequence[str], what: str) -> tuple[str, int | None]:
    """Return name and number of "plan=30"; no number of "plan=". Raises UsageError."""
    name, sign, number = (part.strip() for part in word.partition("="))
    if name not in allowed:
        raise UsageError(f"There is no {what} {name!r}.", f"Use one of {', '.join(allowed)}.")
    if not sign:
        raise UsageError(f"{word!r} is no change.", f"Write {name}=20.")
    if number and not (number.isascii() and number.isdigit()):
        raise UsageError(f"{number!r} is not a whole number.", f"Write {name}=20.")
    return name, int(number) if number else None
