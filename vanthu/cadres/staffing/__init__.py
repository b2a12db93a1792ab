"""Quotas of staff, who is there, and persons whom a staff cut lets go.

A quota is a number that was assigned for a year; people are counted at the end of a month; a
severance is a case of one person. The three are never added to or taken from each other: a cut of
quotas is read against the base year, and the money of a case is a sheet of lines.
"""
