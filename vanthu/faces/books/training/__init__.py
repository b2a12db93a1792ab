"""The books of training: courses, classes, who was sent and attended, and the year's plan."""

from vanthu.faces.books.training.catalogue import CLASSES, COURSES, PLANS
from vanthu.faces.books.training.enrolments import ENROLMENTS

BOOKS = (ENROLMENTS, CLASSES, COURSES, PLANS)

__all__ = ["BOOKS"]
