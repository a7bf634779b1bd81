"""The page of a business review, and the form of a new one."""
