"""Papers of the demo: who writes what to whom, when and about what, from (seed, index) alone."""
