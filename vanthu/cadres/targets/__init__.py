"""Targets: resolutions and plans, their indicators, and how far each has come.

An indicator is read once a period by whoever is responsible, or counted out of another module's
records; it is judged against the target in force on the day, by the rules of that day. Targets are
shared out among agencies, and what agencies report is rolled up along their lineage.
"""
