"""`kapta product`: what you sell, and which accounts have it (features: row 18)."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.parameters import Format, JsonFormat, chosen, filter_option, text
from kapta_tui.cli.session import session
from kapta_tui.domain.kinds import KINDS

_Filter = Annotated[str, filter_option("Only accounts that pass the filter.")]
_Names = Annotated[list[str], typer.Argument(metavar="ACCOUNT PRODUCT...", parser=text)]

app = plain_app()


@app.command("whitespace", short_help="accounts by products: who has what, and where nothing is")
def whitespace(query: _Filter = "", format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Write accounts by products: has, open with its probability, won, lost, or nothing where nothing is."""
    from kapta_tui.cli.nouns.gridding import grid
    from kapta_tui.cli.output import write_listing

    with session().reading() as reader:
        listing = grid(reader, query)
    write_listing(listing, chosen(format, as_json))


@app.command("give", short_help="an account has products")
def give(names: _Names) -> None:
    """Say that an account has products; those it has already stay."""
    _set(names, has=True)


@app.command("take", short_help="an account no longer has products")
def take(names: _Names) -> None:
    """Say that an account no longer has products; the products themselves stay."""
    _set(names, has=False)


def _set(names: list[str], *, has: bool) -> None:
    from kapta_tui.cli import naming
    from kapta_tui.data.read.find import find
    from kapta_tui.data.write.products import set_products
    from kapta_tui.domain.errors import UsageError

    account, *products = names
    if not products:
        raise UsageError("No product was given.", "Name the account, then its products.")
    with session().reading() as reader:
        number = naming.account_id(reader, account)
        wanted = [find(reader.connection, "products", name) for name in products]
    session().write(set_products, number, wanted, has)


group = noun_group(KINDS["products"], "What you sell, and which accounts have it.", app)
