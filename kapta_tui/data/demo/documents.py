"""Documents of the sample portfolio: links, files that are missing, and a few that are there."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.demo.texts import content
from kapta_tui.data.demo.world import Customer, World


def add_documents(world: World) -> None:
    """Enter the documents of every account; those that are files are written where the world has a folder."""
    texts = content("documents")
    for key, documents in texts.items():
        if key == "files":
            continue
        random = Random(f"documents/{key}")
        for title, path, about in documents:
            _document(world, world.customers[key], random, title, path, description=about or None)
    if world.files is not None:
        for spec, path, data in _written(world.files):
            held = {"checksum": sha256(data).hexdigest(), "size": len(data), "description": spec["about"]}
            key = spec["account"]
            _document(world, world.customers[key], Random(key), spec["title"], str(path), **held)


def _document(world: World, customer: Customer, random: Random, title: str, path: str, **values: Any) -> None:
    row = world.ledger.row(tables.Document, account_id=customer.row.id, name=title, path=path, **values)
    spec = customer.spec
    day = world.day(-random.randrange(spec["quiet"], spec["since"] - 1))
    sentence = f"Added document {title} of {customer.name}"
    world.ledger.add(day, customer.owner["name"], "add_document", sentence, row)


def _written(folder: Path) -> Iterator[tuple[dict[str, Any], Path, bytes]]:
    """Write the files into `folder` and yield what is written of each, its path and its bytes."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for spec in content("documents")["files"]:
        path, data = folder / spec["file"], spec["text"].lstrip().encode()
        path.write_bytes(data)
        yield spec, path, data
