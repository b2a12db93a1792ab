"""Figures and rules on paper: the frozen list behind a figure, and what a pack of rules says."""
