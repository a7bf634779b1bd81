"""The files and stores that are measured, made once per run in a throw-away folder."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HEADER = [
    "external_id", "name", "owner", "type", "website", "description",
    "currency", "satisfaction", "is_customer", "is_reseller", "is_provider", "links",
]  # fmt: skip
WORDS = [
    "north", "south", "river", "stone", "copper", "silver", "atlas", "delta",
    "orion", "nova", "lumen", "vector", "harbor", "summit", "cedar", "maple",
]  # fmt: skip
OWNERS = [
    "Jane Doe", "Omar Haddad", "Lena Vogt", "Ines Prado", "Tom Berg", "Aiko Mori", "Paul Ruiz", "Nadia Klein",
]  # fmt: skip
TODAY = "2026-11-21"


@dataclass(frozen=True)
class Material:
    """Paths of what is measured."""

    folder: Path

    def csv(self, rows: int) -> Path:
        """Return a CSV file of `rows` accounts with twelve columns."""
        path = self.folder / f"accounts-{rows}.csv"
        if not path.exists():
            write_accounts(path, rows)
        return path

    def risks_csv(self, rows: int) -> Path:
        """Return a CSV file with one active risk for each of the first `rows` accounts."""
        path = self.folder / f"risks-{rows}.csv"
        if not path.exists():
            write_risks(path, rows)
        return path

    def store(self, rows: int, risks: int = 0) -> Path:
        """Return a store that holds `rows` accounts and `risks` active risks."""
        path = self.folder / f"store-{rows}-{risks}.db"
        if not path.exists():
            kapta(path, "import", str(self.csv(rows)), "--as", "accounts")
            if risks:
                kapta(path, "import", str(self.risks_csv(risks)), "--as", "risks")
        return path


def kapta(store: Path, *arguments: str) -> None:
    """Run the program on a store; a failure ends the measuring."""
    command = [sys.executable, "-m", "kapta_tui", "--db", str(store), "--today", TODAY, *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def write_accounts(path: Path, rows: int) -> None:
    """Write `rows` accounts, the same for the same number."""
    chance = random.Random(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for number in range(rows):
            first, second, third = chance.sample(WORDS, 3)
            name = f"{first.title()} {second.title()} {number}"
            text = f"{third} company with sites in {chance.choice(WORDS)} and {chance.choice(WORDS)}"
            kind = "strategic" if number % 9 == 0 else "normal"
            site = f"{first}-{second}-{number}.example"
            flags = ["yes", "no", "no" if number % 5 else "yes"]
            grade = str(number % 11)
            link = f"CRM https://crm.example/{number}"
            out.writerow(
                [f"X{number}", name, chance.choice(OWNERS), kind, site, text, "EUR", grade, *flags, link]
            )


def write_risks(path: Path, rows: int) -> None:
    """Write an active risk for the accounts X0 to X`rows`."""
    chance = random.Random(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["account", "reasons", "severity", "likelihood", "opened_at"])
        for number in range(rows):
            reason = chance.choice(["QUIET", "PRICE", "SERVICE", "RIVAL"])
            severity = chance.choice(["low", "medium", "high", "critical"])
            likelihood = chance.choice(["unlikely", "possible", "likely", "almost_certain"])
            out.writerow([f"X{number}", reason, severity, likelihood, "2026-10-01"])
