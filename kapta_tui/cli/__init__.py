"""The command line, one file per noun, on Typer (interface.md 1)."""
