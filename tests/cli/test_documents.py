"""`kapta document` and the links of accounts: checksums, states, checking and opening."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.domain.errors import UsageError
from kapta_tui.shell.opening import open_document
from tests.cli.program import Program, Ran


@pytest.fixture
def opener(tmp_path: Path) -> Path:
    """An xdg-open that writes down what it is given, one argument a line."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "xdg-open"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> "$HOME/opened"\n')
    script.chmod(0o700)
    return folder


def opening(program: Program, opener: Path, *arguments: str) -> tuple[Ran, list[str]]:
    """Run a command in a process of its own with that opener; return it and what was opened."""
    ran = Program(program.path, {"PATH": f"{opener}:/usr/bin:/bin", "BROWSER": "xdg-open"}).process(
        *arguments
    )
    log = program.path.parent / "opened"
    return ran, log.read_text().splitlines() if log.exists() else []


def test_a_document_knows_its_checksum_and_state(full: Program) -> None:
    folder = full.path.parent
    (folder / "offer.pdf").write_text("offer")
    found = full("document", "add", "Acme", "--name", "Offer", "--path", "offer.pdf", "--json").json
    assert found["path"] == str(folder / "offer.pdf")
    assert (found["state"], found["size"], len(found["checksum"])) == ("present", 5, 64)
    full("document", "add", "Acme", "--name", "Wiki", "--path", "https://w.example/")
    assert full("document", "check").code == 0
    (folder / "offer.pdf").write_text("other")
    states = {item["name"]: item["state"] for item in full("document", "list", "Acme", "--json").json}
    assert states == {"Offer": "changed", "Wiki": "link"}
    checked = full("document", "check", "Acme", "--json")
    assert checked.code == 1
    assert '"state": "changed"' in checked.out
    assert "1 changed" in checked.err
    full("document", "edit", "Offer", "--path", "offer.pdf")
    assert full("document", "check").code == 0


def test_a_40_mb_path_is_refused_in_words(full: Program) -> None:
    refused = full("document", "add", "Acme", "--name", "Long", "--path", "x" * 40_000_000)
    assert refused.code == 2
    assert "40000000 characters; 4096 are allowed" in refused.err
    assert len(refused.err) < 1000


def test_a_40_mb_path_is_refused_by_an_import(full: Program, tmp_path: Path) -> None:
    file = tmp_path / "documents.csv"
    file.write_text(f"account,title,path\nAcme Corp,Long,{'x' * 40_000_000}\nAcme Corp,Short,a.pdf\n")
    ran = full("import", file, "--as", "documents")
    assert ran.code == 3
    assert [item["name"] for item in full("document", "list", "--json").json] == ["Short"]


def test_a_file_is_opened_by_its_absolute_path(full: Program, opener: Path) -> None:
    (full.path.parent / "-rf").write_text("x")
    full("document", "add", "Acme", "--name", "Odd", "--path=-rf")
    ran, opened = opening(full, opener, "document", "open", "Odd")
    assert (ran.code, opened) == (0, [str(full.path.parent / "-rf")])


@pytest.mark.parametrize(
    "path", ["javascript:alert(1)", "file:///etc/passwd", "gone.pdf", "run.sh", "ftp://a/b"]
)
def test_what_must_not_be_opened_is_refused_in_words(full: Program, opener: Path, path: str) -> None:
    (full.path.parent / "run.sh").write_text("x")
    full("document", "add", "Acme", "--name", "Bad", "--path", path)
    ran, opened = opening(full, opener, "document", "open", "Bad")
    assert (ran.code != 0, opened) == (True, [])
    assert len(ran.err.splitlines()) == 2


@pytest.mark.parametrize(
    "name",
    [
        *(
            "run.EXE",
            "run.exe.",
            "run.bat ",
            "run.bat. .",
            "a.py",
            "a.pyw",
            "a.AppImage",
            "a.msc",
            "a.chm",
            "a.inf",
        ),
        *("a.scf", "a.terminal", "a.workflow", "a.settings-content-ms", "a.jnlp", "a.ps1", "a.vbs::$DATA"),
    ],
)
def test_a_program_is_none_of_the_documents(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(UsageError, match="is a program"):
        open_document(str(tmp_path / name))


@pytest.mark.parametrize("is_linked", [True, False])
def test_a_file_that_may_be_run_is_a_program_whatever_it_is_called(tmp_path: Path, is_linked: bool) -> None:
    target = tmp_path / "offer.pdf"
    target.write_text("#!/bin/sh\n")
    target.chmod(0o755)
    link = tmp_path / "linked.pdf"
    link.symlink_to(target)
    with pytest.raises(UsageError, match="is a program"):
        open_document(str(link if is_linked else target))


def test_a_link_to_a_program_is_a_program(tmp_path: Path) -> None:
    (tmp_path / "run.sh").write_text("x")
    (tmp_path / "offer.pdf").symlink_to(tmp_path / "run.sh")
    with pytest.raises(UsageError, match="is a program"):
        open_document(str(tmp_path / "offer.pdf"))


def test_links_of_an_account_are_opened_by_label(full: Program, opener: Path) -> None:
    full(
        "account",
        "edit",
        "Acme",
        "--link",
        "Slack https://acme.slack.com",
        "--link",
        "Wiki https://w.example/a",
    )
    several = full("account", "open", "Acme")
    assert several.code == 1
    assert "Slack, Wiki" in several.err
    ran, opened = opening(full, opener, "account", "open", "Acme", "wik")
    assert (ran.code, opened) == (0, ["https://w.example/a"])
    assert "no link called" in full("account", "open", "Acme", "Desk").err


def test_a_link_without_an_address_is_refused(full: Program) -> None:
    refused = full("account", "edit", "Acme", "--link", "Slack")
    assert refused.code == 1
    assert "'Slack' has no address" in refused.err
