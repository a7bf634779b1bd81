"""The registry of commands: id, keys, text, help."""
