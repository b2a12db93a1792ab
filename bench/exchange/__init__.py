"""Installations that write to each other while servers die, disks fill and lines are cut.

Entry: `program.main` (script/bench exchange). Everything real: NATS, PostgreSQL, web, worker.
"""
