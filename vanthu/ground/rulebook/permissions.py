"""Who keeps the rulebook: the personnel officers of the province's own agencies."""

from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.permissions import is_provincial
from vanthu.ground.rulebook.errors import NotTheRulekeeper


def check_keep(actor: Actor) -> None:
    """Raise NotTheRulekeeper unless the actor may fix parameters for the province."""
    if not (actor.may(Right.KEEP_RULES) and is_provincial(actor)):
        raise NotTheRulekeeper
