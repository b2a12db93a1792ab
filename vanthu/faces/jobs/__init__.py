"""Jobs: what the worker runs, queued in the transactions that cause it or at set times."""
