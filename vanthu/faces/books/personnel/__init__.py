"""The books of personnel: people, declared relatives, decisions, duties."""

from vanthu.faces.books.personnel.decisions import Decisions
from vanthu.faces.books.personnel.duties import Duties
from vanthu.faces.books.personnel.persons import Persons
from vanthu.faces.books.personnel.relatives import Relatives

BOOKS = (Persons(), Relatives(), Decisions(), Duties())
