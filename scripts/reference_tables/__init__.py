"""Makers of the tables in docs/reference: each returns Markdown, from the code alone."""
