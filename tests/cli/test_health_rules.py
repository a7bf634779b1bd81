"""`kapta playbook whatif` and `weights`, and what the other commands say of scores (features: row 60)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program


def _other(kapta: Program, folder: Path, old: str, new: str) -> Path:
    text = kapta("playbook", "show").out
    assert text.count(old) == 1
    path = folder / "other.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def _scores(kapta: Program) -> dict[str, object]:
    return {one["name"]: one["health"] for one in kapta("account", "list", "--json").json}


def test_a_what_if_tells_every_account_and_saving_it_gives_these_scores(
    full: Program, tmp_path: Path
) -> None:
    before = _scores(full)
    path = _other(full, tmp_path, "\nwatch = 50", "\nwatch = 1")
    path.write_text(path.read_text().replace("profile = 20", "profile = 200"), encoding="utf-8")
    told = full("playbook", "whatif", path, "--json").json
    assert {one["account"]: one["score_before"] for one in told["accounts"]} == before
    assert sum(band["before"] for band in told["bands"].values()) == len(before)
    assert sum(band["after"] for band in told["bands"].values()) == len(before)
    ups = sum(one["band_before"] != one["band_after"] for one in told["accounts"])
    assert ups
    assert told["crossing"] == {"up": ups, "down": 0, "in": 0, "out": 0}
    assert [one["crosses"] for one in told["accounts"]].count("up") == ups
    for one in told["accounts"]:
        assert one["change"] == pytest.approx(one["raw_after"] - one["raw_before"], abs=2e-4)
    assert told["mean"]["after"] == pytest.approx(
        sum(one["raw_after"] for one in told["accounts"]) / len(before), abs=1e-3
    )
    assert _scores(full) == before
    checked = full("playbook", "check", path)
    assert "1 account crosses a band (1 up)." in checked.err
    taken = full("playbook", "import", path)
    assert taken.err.startswith("Health rules changed: 1 account crossed a band (1 up).")
    assert _scores(full) == {one["account"]: one["score_after"] for one in told["accounts"]}


def test_a_what_if_reads_standard_input_filters_and_refuses(filled: Program) -> None:
    text = filled("playbook", "show").out
    ran = filled("playbook", "whatif", "-", "--filter", "strategic", stdin=text)
    assert [line[1] for line in ran.lines] == ["Acme Corp"]
    assert "No account crosses a band." in ran.err
    wrong = filled("playbook", "whatif", "-", stdin=text.replace("plan = 25", "plan = 25.5"))
    assert (wrong.code, wrong.out) == (2, "")
    assert "health.weights.plan" in wrong.err
    assert filled("playbook", "whatif", "-", "--filter", "nosuch:1", stdin=text).code == 2


def test_weights_are_shown_changed_for_one_type_and_taken_back(full: Program) -> None:
    text = full("playbook", "show").out
    shown = full("playbook", "weights", "--json").json
    assert [one["type"] for one in shown] == ["normal", "strategic", "flagged", "archived"]
    assert all((one["plan"], one["own"]) == (25, None) for one in shown)
    before = _scores(full)
    tried = full("playbook", "weights", "plan=0", "profile=90", "--type", "Strategic", "--dry-run", "--json")
    told = {one["account"]: one for one in tried.json["accounts"]}
    assert told["Zoë [/oops] 日本"]["change"] == 0
    assert told["Acme Corp"]["change"] != 0
    assert _scores(full) == before
    assert full("playbook", "show").out == text
    done = full("playbook", "weights", "plan=0", "profile=90", "--type", "strategic")
    assert done.err.startswith("Weights changed: ")
    assert _scores(full) == {name: one["score_after"] for name, one in told.items()}
    (strategic,) = full("playbook", "weights", "--type", "strategic", "--json").json
    assert (strategic["plan"], strategic["profile"], strategic["own"]) == (0, 90, "plan, profile")
    assert "# Weights need not add up to 100; 0 switches a factor off." in full("playbook", "show").out
    assert full("playbook", "weights", "plan=", "profile=", "--type", "strategic").code == 0
    assert full("playbook", "show").out == text
    assert full("undo").code == 0
    assert full("undo").code == 0
    assert (_scores(full), full("playbook", "show").out) == (before, text)


def test_bands_are_set_beside_weights(full: Program) -> None:
    done = full("playbook", "weights", "--bands", "healthy=1,watch=0")
    assert done.err.startswith("Bands changed: 2 accounts crossed a band")
    assert {one["band"] for one in full("account", "list", "--json").json} == {"healthy", "watch"}
    assert "Nothing to change." in full("playbook", "weights", "--bands", "watch=0").err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("plam=3",), 2, "There is no factor 'plam'"),
        (("plan",), 2, "Write plan=20"),
        (("plan=x",), 2, "'x' is not a whole number"),
        (("plan=",), 2, "name a --type"),
        (("plan=5000",), 2, "Write a number from 0 to 1000"),
        (("plan=3", "--type", "nosuch"), 2, "nosuch"),
        (("--bands", "watch=90"), 2, "does not begin below healthy"),
        (("--bands", "best=90"), 2, "There is no band 'best'"),
        (("--dry-run",), 2, "not said what to change"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cause(
    filled: Program, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = filled("playbook", "weights", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
