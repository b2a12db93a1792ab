"""Files: stored once under their SHA-256, streamed, checked every night, never changed."""
