"""Plain-SQL queries that return frozen rows."""
