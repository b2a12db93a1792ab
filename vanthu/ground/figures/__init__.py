"""Figures: every published number with its definition, its period, and the frozen list it counts.

A module declares what it can count; a run keeps the value, the ids counted and a hash over them,
so that it can be run again for ever and what changed since can be told. A percentage is made of
two figures, and a sentence of a report knows the figures it says.
"""
