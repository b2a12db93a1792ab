"""The words everything else is said in: pure Python, no Django, no clock, no files.

Periods (half-open, dated everything), months, terms and periods of reporting, working days, exact
percentages and counts, ages and retirement, votes and their thresholds, Vietnamese text and dates,
state machines one can read, citations of the law, events and refusals. A function here is
answerable from its arguments alone, so every rule built on it can be tried without a database.
"""
