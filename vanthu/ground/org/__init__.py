"""Org: agencies, their units and posts, codes with periods, lineage, and the working calendar.

An agency or unit is an identity; its name, abbreviation, parent and place are dated versions, so
that a document of 30/6/2025 prints the names of its own day. Merging and splitting write lineage.
"""
