"""The page of one risk, and what its keys do to a risk wherever one is shown."""
