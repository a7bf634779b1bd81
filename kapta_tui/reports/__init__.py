"""Reports: values read from the store, one Markdown template each, written as Markdown, HTML or PDF."""
