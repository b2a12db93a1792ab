"""What changed between two texts, clause by clause, named as an official cites it."""
