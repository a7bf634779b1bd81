"""What is said of a change where the account it is about is plain."""

from __future__ import annotations


def without_account(sentence: str, account: str) -> str:
    """Return a sentence without the account it is about, which everything in its feed is about."""
    for words in (f" of account {account}", f" on {account}", f" of {account}") if account else ():
        before, found, after = sentence.partition(words)
        if found and not after[:1].isalnum():
            return before + after
    return sentence
