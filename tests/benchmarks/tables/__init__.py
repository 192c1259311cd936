"""The figures as tables in Markdown: one function for each mark in docs/performance.md."""
