"""Search: one box over fields and content, with or without marks; rights are in the query.

The index lives in the database, written in the transaction of the change: PostgreSQL full text over
text folded by us, access keys as tokens, partitioned by agency; SQLite FTS5 with the same tokens.
"""
