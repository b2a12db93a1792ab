"""Checking the signatures of a PDF: whole, trusted, in time, not revoked, by whom, of what (S-13).

Pure: no database, no Django. `apart` runs the check in a process of its own, so that no file can
hang or exhaust the one that asks; `checking` is what runs there.
"""
