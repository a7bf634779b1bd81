"""Pure rules and values; standard library only."""
