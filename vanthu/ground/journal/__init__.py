"""Journal: one event per write and per view, print and download, hash-chained per agency.

The entry is written in the transaction it tells of, as its last statement, so that writers of one
agency wait for each other no longer than a commit takes. Anyone can verify an exported chain
offline.
"""
