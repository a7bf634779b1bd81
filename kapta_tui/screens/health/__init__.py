"""Why the health of an account is what it is, down to single facts, what changed it, and what would raise it."""
