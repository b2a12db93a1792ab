"""The books of planning: changes, who is planned, titles, counted votes, yearly reviews."""

from vanthu.faces.books.planning.ballots import BALLOTS
from vanthu.faces.books.planning.changes import CHANGES
from vanthu.faces.books.planning.entries import ENTRIES
from vanthu.faces.books.planning.reviews import REVIEWS
from vanthu.faces.books.planning.titles import TITLES

BOOKS = (CHANGES, ENTRIES, TITLES, BALLOTS, REVIEWS)

__all__ = ["BOOKS"]
