"""Interchange: packets between agencies and the receipts that come back from real events.

Inside one installation a packet is a row and its delivery a job, so that what is sent is never lost
and what is received is never doubled. To other installations the same packets travel as messages
over links: an outbox, drivers outside any transaction, an inbox that applies once, a quarantine.
"""
