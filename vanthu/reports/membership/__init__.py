"""Reports of membership: stock and movement, admissions by unit against targets, the annex."""
