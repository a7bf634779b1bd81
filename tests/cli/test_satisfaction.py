"""`kapta satisfaction`: how pleased customers are, by hand and by file (features: row 67)."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Program


def test_entries_are_added_corrected_listed_and_taken_back(full: Program) -> None:
    first = full("satisfaction", "add", "Acme Corp", "--score", "4", "--date", "2026-03-01")
    assert first.err == "Added satisfaction entry 4 (2026-03-01) of Acme Corp.\n"
    again = full(
        "satisfaction", "add", "Acme Corp", "--score", "5", "--date", "2026-03-01", "--description", "Asked"
    )
    assert (again.out, again.err) == (
        first.out,
        "Changed satisfaction entry 5 (2026-03-01) of Acme Corp.\n",
    )
    full("satisfaction", "add", "Acme Corp", "--score", "8")
    account = full("account", "show", "Acme Corp", "--json").json
    assert (account["satisfaction"], account["satisfaction_on"]) == (8, "2026-11-21")
    listed = full("satisfaction", "list", "Acme Corp", "--json").json
    assert [(row["score"], row["stale"], row["expired"]) for row in listed] == [
        (8, False, False),
        (5, False, True),
    ]
    assert full("satisfaction", "edit", first.out.strip(), "--score", "3").code == 0
    assert full("satisfaction", "show", first.out.strip(), "--json").json["age"] == 265
    assert [
        row["score"] for row in full("satisfaction", "list", "--filter", "expired:yes", "--json").json
    ] == [3]
    full("satisfaction", "remove", str(listed[0]["id"]))
    assert full("account", "show", "Acme Corp", "--json").json["satisfaction"] == 3
    full("undo")
    assert full("account", "show", "Acme Corp", "--json").json["satisfaction"] == 8
    assert full("check").code == 0


def test_what_cannot_be_is_refused_with_a_remedy(full: Program) -> None:
    ahead = full("satisfaction", "add", "Acme Corp", "--score", "4", "--date", "2026-11-22")
    assert ahead.code != 0
    assert "that day is ahead" in ahead.err
    assert "Give today or an earlier day." in ahead.err
    assert "0" in full("satisfaction", "add", "Acme Corp", "--score", "11").err
    assert full("satisfaction", "list", "--json").json == []


def test_a_template_is_filled_imported_and_exported(full: Program, tmp_path: Path) -> None:
    form = tmp_path / "satisfaction.csv"
    assert full("template", "satisfaction", "-o", str(form)).code == 0
    header = form.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    cells = {"account": "Acme Corp", "score": "9", "date": "2026-05-05", "description": "Survey"}
    form.write_text(",".join(header) + "\n" + ",".join(cells.get(name, "") for name in header) + "\n")
    assert full("import", str(form)).code == 0
    assert full("account", "show", "Acme Corp", "--json").json["satisfaction_on"] == "2026-05-05"
    plain = tmp_path / "scores.csv"
    plain.write_text("customer,rating\nAcme Corp,7\n")
    assert full("import", str(plain), "--as", "satisfaction").code == 0
    out = tmp_path / "out.csv"
    assert full("export", "satisfaction", "-o", str(out)).code == 0
    assert sorted(line.split(",")[1:4] for line in out.read_text().splitlines()[1:]) == [
        ["Acme Corp", "7", "2026-11-21"],
        ["Acme Corp", "9", "2026-05-05"],
    ]
    before = full("log", "--json").out
    assert full("import", str(out)).code == 0
    assert full("log", "--json").out == before
