"""Base: dated rows, the actor of an act, the bus that carries events, and the table of jobs."""
