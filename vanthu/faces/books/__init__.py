"""Books of records: one engine for the list, page, acts, tables and imports of each.

A book is one kind of record of organisational work, declared once: who may open it, which rows one
sees, its columns, filters, facts, history and acts. Screens, API, exports and imports are made of
the declaration; whether an act is allowed is the module's word alone.
How to write one: docs/books.md.
"""
