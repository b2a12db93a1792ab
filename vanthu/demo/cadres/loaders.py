"""The loaders in their order; a module adds its own line, after those whose rows it needs."""

from collections.abc import Callable

from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.duties import load_duties
from vanthu.demo.cadres.membership import load_membership
from vanthu.demo.cadres.people import load_people
from vanthu.demo.cadres.planning import load_planning
from vanthu.demo.cadres.staffing import load_staffing
from vanthu.demo.cadres.targets import load_targets
from vanthu.demo.cadres.training import load_training

LOADERS: tuple[Callable[[CadreContext], None], ...] = (
    load_people,
    load_duties,
    load_targets,
    load_training,
    load_membership,
    load_planning,
    load_staffing,
)
