"""Files: stored once under their SHA-256, streamed in and out, checked every night, never changed."""
