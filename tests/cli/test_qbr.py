"""`kapta qbr`: begins with the last review, writes packs, completes."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Program

FIRST = ("--date", "2026-08-03", "--stage", "completed", "--contact", "Ana Ruiz", "--colleague", "omar")


def test_a_new_review_begins_with_the_last_one_of_its_type(full: Program) -> None:
    full("qbr", "add", "Acme", *FIRST, "--summary", "fine")
    new = full("qbr", "add", "Acme", "--date", "2026-12-01", "--json").json
    assert (new["owner"], new["contacts"], new["colleagues"]) == ("jane", ["Ana Ruiz"], ["omar"])
    assert new["agenda"].startswith("- [ ] ")
    assert new["summary"] is None
    other = full("qbr", "add", "Acme", "--date", "2026-12-02", "--type", "executive", "--json").json
    assert (other["contacts"], other["colleagues"]) == ([], ["jane"])


def test_what_is_given_empty_stays_empty(full: Program) -> None:
    full("qbr", "add", "Acme", *FIRST)
    empty = ("--contact", "", "--agenda", "", "--owner", "")
    new = full("qbr", "add", "Acme", "--date", "2026-12-01", *empty, "--json").json
    assert (new["owner"], new["contacts"], new["agenda"]) == (None, [], None)
    assert new["colleagues"] == ["omar"]


def test_a_rating_wants_a_completed_review(full: Program) -> None:
    refused = full("qbr", "add", "Acme", "--date", "2026-12-01", "--rating", "good")
    assert refused.code == 1
    assert "wants a completed review" in refused.err
    full("qbr", "add", "Acme", "--date", "2026-11-20")
    done = full("qbr", "complete", "1", "--rating", "good", "--summary", "-", "--json", stdin="# Fine\n").json
    assert (done["stage"], done["rating"], done["summary"]) == ("completed", "good", "# Fine")
    assert full("qbr", "complete", "1", "--rating", "great").code != 0


def test_the_pack_is_markdown_without_markup_of_customers(full: Program, tmp_path: Path) -> None:
    full("qbr", "add", "Acme", *FIRST, "--summary", "# no heading\n<b>x</b>")
    full("note", "add", "Acme", "--text", "# [x](http://evil) `code`", "--date", "2026-10-01")
    full("qbr", "add", "Acme", "--date", "2026-12-01", "--name", "Winter *review*")
    out = full("qbr", "pack", "Acme").out
    assert out.startswith("# Winter \\*review\\*\n")
    assert r"\[x\](http://evil) \`code\`" in out
    assert r"- **Summary:** \<b\>x\</b\>" in out
    assert "\n# no heading" not in out
    assert out == full("qbr", "pack", "Acme", "Winter").out
    file = tmp_path / "pack.md"
    assert full("qbr", "pack", "2", "-o", file).out == ""
    assert file.read_text(encoding="utf-8") == out


def test_the_pack_as_json_and_of_an_account_without_a_planned_review(full: Program) -> None:
    found = full("qbr", "pack", "Acme", "--json").json
    assert (found["account"], found["review"], found["since_review"]) == ("Acme Corp", None, False)
    assert any(
        line["title"] == "Risk opened: Customer gone quiet, own words" for line in found["changes"]["risks"]
    )
    assert "until today" not in full("qbr", "pack", "Acme").err
    missing = full("qbr", "pack", "Nobody")
    assert missing.code == 1
    assert "no QBR and no account" in missing.err


def test_an_automatic_name_follows_the_date_by_command_and_by_import(full: Program, tmp_path: Path) -> None:
    full("qbr", "add", "Acme", "--date", "2026-11-25")
    full("qbr", "edit", "1", "--date", "2026-12-02", "--external-id", "Q-1")
    assert full("qbr", "show", "1", "--json").json["name"] == "Quarterly review 2026-12-02"
    sheet = tmp_path / "qbrs.csv"
    sheet.write_text("account,external id,name,date\nAcme Corp,Q-1,,2026-12-09\n", encoding="utf-8")
    assert (ran := full("import", sheet, "--as", "qbrs")).code == 0, ran.err
    assert full("qbr", "show", "1", "--json").json["name"] == "Quarterly review 2026-12-09"
