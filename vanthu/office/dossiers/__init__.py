"""Dossiers: a work dossier gathers documents without copying them (13 fields of Annex VI).

Sharing a dossier is one row with a scope key; everything that lies in it carries the dossier's own
key. Closed, it is complete, numbered in order of time, and open to the archive.
"""
