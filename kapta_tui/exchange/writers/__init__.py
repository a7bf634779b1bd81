"""Tables as files: CSV, TSV, XLSX, JSON, JSON lines and Markdown."""
