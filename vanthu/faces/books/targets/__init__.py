"""The books of targets: resolutions, indicators, allocations, reports, figures, explanations."""

from vanthu.faces.books.targets.allocations import Allocations
from vanthu.faces.books.targets.explanations import Explanations
from vanthu.faces.books.targets.indicators import Indicators
from vanthu.faces.books.targets.observations import Observations
from vanthu.faces.books.targets.resolutions import Resolutions
from vanthu.faces.books.targets.reviews import Reviews
from vanthu.faces.books.targets.submissions import Submissions

BOOKS = (
    Resolutions(),
    Indicators(),
    Allocations(),
    Submissions(),
    Observations(),
    Explanations(),
    Reviews(),
)
