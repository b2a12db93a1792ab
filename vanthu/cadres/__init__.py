"""The organisational work: cadres, membership, training, staffing, planning and targets.

Formal administration only: names, posts, dates, decisions, counted votes, and reason codes taken
from a regulation. Nothing here holds an opinion about anybody.
"""
