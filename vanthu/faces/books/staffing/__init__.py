"""The books of staffing: quotas, people counted, movements, severance cases."""

from vanthu.faces.books.staffing.headcounts import HEADCOUNTS
from vanthu.faces.books.staffing.movements import MOVEMENTS
from vanthu.faces.books.staffing.quotas import QUOTAS
from vanthu.faces.books.staffing.severances import SEVERANCES

BOOKS = (QUOTAS, HEADCOUNTS, MOVEMENTS, SEVERANCES)
