"""Reports of planning: the board of a term, statutory lists 1 to 4, the sheet of a vote."""
