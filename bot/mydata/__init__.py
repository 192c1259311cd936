"""Everything that is held about one client, as a file of their own: pure, from records to a ZIP.

`gathered` is what the service read; `records` (in `who`, `said`, `planned`, `passed` and
`everything`) is what `data.json` holds, documented by `schema.json`; `page` is what a person reads.
"""
