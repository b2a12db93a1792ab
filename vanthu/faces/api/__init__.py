"""The API: what the screens do, for programs, with the same rights and the same sentences.

Bearer tokens or the browser's session; every operation declares who may call it, and one that does
not cannot be added. Lists are keyset pages; refusals are JSON with a stable code and the sentence.
"""
