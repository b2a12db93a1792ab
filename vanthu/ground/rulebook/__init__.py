"""Rulebook: rules as data with a validity, a source, and how surely their words are known.

A pack holds the parameters of one act for the time it was in force; a decision is judged by the
pack of its own day. Packs come with the system as files; what a province fixes for itself is a
dated row beside them, and each decision keeps the values that it was judged by.
"""
