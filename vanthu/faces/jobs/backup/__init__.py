"""Backup and restore: one archive with every row and every stored file, checked by hash.

The archive is a plain tar: `tables/*` (PostgreSQL) or `database.sqlite3`, `files/*`, and last
`manifest.json` with the SHA-256 of each member and the end of every journal chain.
"""
