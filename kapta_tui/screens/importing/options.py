"""How the files are read: the rows of options below them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Select, Static

from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import one_line
from kapta_tui.screens.importing.work import Work, rejects_path
from kapta_tui.shell.protocol import Shell
from kapta_tui.widgets.form.choice import Flag
from kapta_tui.widgets.form.completion import Completion
from kapta_tui.widgets.pathcompletion import PathCompletion

_HELP: Final = {
    "kind": "What the rows are; found from the header of each file unless you say it",
    "rejects": "A file for the rows that cannot be taken: mend them there and import it; "
    "only an older one of rejected rows is replaced",
    "account": "The account of rows that name none, such as contact cards without a company",
    "accounts": "Make the accounts that rows name and nobody knows",
    "fields": "Keep columns that fit no field as fields of your own",
}


class OptionRows(Vertical):
    """Kind, the account of rows without one, what is made on the way, and where rejected rows go."""

    DEFAULT_CSS = "OptionRows { height: auto; }"

    def compose(self) -> ComposeResult:
        """Two rows of two options, a remark on the account, and one more row."""
        off = cast(Shell, self.app).features_off
        kinds = [(Text(kind.name), kind.name) for kind in KINDS.values() if kind.feature not in off]
        rejects = Input(placeholder="nowhere", id="rejects", select_on_focus=False)
        account = Input(placeholder="as the rows say", id="account", select_on_focus=False)
        with Horizontal(classes="row"):
            with Horizontal(classes="half"):
                yield _label("Read as", "kind")
                yield Select[str](kinds, prompt="automatic", id="kind")
            yield Static("", classes="gap")
            with Horizontal(classes="half"):
                yield _label("Make accounts", "accounts")
                yield Flag(False, id="accounts")
        with Horizontal(classes="row"):
            with Horizontal(classes="half"):
                yield _label("Account", "account")
                yield account
                yield Completion(account)
            yield Static("", classes="gap")
            with Horizontal(classes="half"):
                yield _label("Make fields", "fields")
                yield Flag(False, id="fields")
        yield Static("", id="account-said")
        with Horizontal(classes="row"):
            yield _label("Rejected to", "rejects")
            yield rejects
            yield PathCompletion(rejects)

    @property
    def account(self) -> str:
        """The account of rows that name none, as typed."""
        return one_line(self.query_one("#account", Input).value)

    @property
    def makes_accounts(self) -> bool:
        """Whether accounts are made that rows name and nobody knows."""
        return self.query_one("#accounts", Flag).is_on

    @property
    def names_rejects(self) -> bool:
        """Whether a file for rejected rows is named."""
        return bool(self.query_one("#rejects", Input).value.strip())

    def make_accounts(self) -> None:
        """Have accounts made from now on."""
        if not self.makes_accounts:
            self.query_one("#accounts", Flag).action_flip()

    def remark(self, words: str) -> None:
        """Say `words` below the account, "" for nothing."""
        said = self.query_one("#account-said", Static)
        said.update(Content(words))
        said.display = bool(words)

    def offer_accounts(self, found: Sequence[tuple[int, str]]) -> None:
        """Offer accounts, given as ids and names, below what is typed."""
        self.query_one(Completion).offer([name for _, name in found])

    def work(self, paths: tuple[Path, ...], *, dry_run: bool = True) -> Work:
        """Return the run over `paths` as chosen. Raises UsageError when rejected rows cannot be written."""
        kind = self.query_one("#kind", Select).value
        return Work(
            paths,
            kind=kind if isinstance(kind, str) else None,
            account=self.account,
            create_accounts=self.makes_accounts,
            create_fields=self.query_one("#fields", Flag).is_on,
            rejects=None if dry_run else rejects_path(self.query_one("#rejects", Input).value, paths),
            dry_run=dry_run,
        )


def _label(words: str, option: str) -> Static:
    label = Static(words, classes="label")
    label.tooltip = _HELP[option]
    return label
