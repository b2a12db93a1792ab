"""The catalogue of forms: which cells each type of paper has, and what a draft begins with."""
