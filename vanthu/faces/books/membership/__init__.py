"""The books of membership: organisations, members, admissions, recognitions, transfers, exits."""

from vanthu.faces.books.membership.admissions import ADMISSIONS
from vanthu.faces.books.membership.exits import EXITS
from vanthu.faces.books.membership.members import MEMBERS
from vanthu.faces.books.membership.moves import MOVES
from vanthu.faces.books.membership.organisations import ORGANISATIONS
from vanthu.faces.books.membership.recognitions import RECOGNITIONS

BOOKS = (ADMISSIONS, RECOGNITIONS, MOVES, EXITS, MEMBERS, ORGANISATIONS)
