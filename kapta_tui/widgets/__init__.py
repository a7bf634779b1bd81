"""Views that take rows and post messages."""
