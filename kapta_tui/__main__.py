"""`python -m kapta_tui` is the `kapta` command."""

from kapta_tui.cli.main import run

if __name__ == "__main__":
    run()
