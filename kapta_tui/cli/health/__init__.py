"""`kapta health`: the score of an account, why it is what it is, and what would raise it."""
