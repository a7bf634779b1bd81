"""Opening the links of an account from the command line."""

from __future__ import annotations

from collections.abc import Sequence

from kapta_tui.cli import naming
from kapta_tui.cli.session import say, session
from kapta_tui.data.read.account_page import profile
from kapta_tui.domain.addresses import Link, read_links
from kapta_tui.domain.errors import Ambiguous, NotFound
from kapta_tui.domain.text import fold
from kapta_tui.shell.opening import open_address


def open_link(account: str, label: str | None) -> None:
    """Open the only link of the account, or the one called `label`. Raises NotFound, Ambiguous, KaptaError."""
    with session().reading() as reader:
        found = profile(reader.connection, naming.account_id(reader, account))
    link = _chosen(found.row.name, read_links(found.links), label)
    say(f"{open_address(link.address)}.")


def _chosen(name: str, links: Sequence[Link], label: str | None) -> Link:
    called = [link.label for link in links]
    if not links:
        raise NotFound(
            f"{name} has no links.", "Add one with 'kapta account edit ACCOUNT --link \"Slack https://…\"'."
        )
    if label is None:
        if len(links) == 1:
            return links[0]
        raise Ambiguous(f"{name} has several links: {', '.join(called)}.", "Name the one to open.")
    wanted = fold(label)
    fitting = [link for link in links if fold(link.label) == wanted]
    fitting = fitting or [link for link in links if fold(link.label).startswith(wanted)]
    if not fitting:
        raise NotFound(f"{name} has no link called '{label}'.", f"Its links are: {', '.join(called)}.")
    if len(fitting) > 1:
        raise Ambiguous(f"Several links are called '{label}'.", f"The links are: {', '.join(called)}.")
    return fitting[0]
