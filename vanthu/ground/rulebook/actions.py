"""Fix a parameter for the province, and keep by what a decision was judged."""

from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.rulebook import permissions
from vanthu.ground.rulebook.errors import BadValue
from vanthu.ground.rulebook.events import RuleDropped, RuleSet
from vanthu.ground.rulebook.models import LocalRule, RuleUse
from vanthu.ground.rulebook.queries import pack_named
from vanthu.ground.rulebook.rules import Pack, check_value
from vanthu.kernel.citations import Certainty
from vanthu.kernel.errors import NotFound
from vanthu.kernel.text import one_line


@action
def set_rule(
    actor: Actor,
    *,
    pack: str,
    key: str,
    value: str,
    valid_from: date,
    source: str,
    certainty: Certainty = Certainty.READ,
) -> LocalRule:
    """Fix a parameter from a day on, by an act of the province; what was fixed before ends there.

    Raises NotTheRulekeeper, PackNotFound, BadValue.
    """
    permissions.check_keep(actor)
    ruled = pack_named(pack, valid_from)
    known = ruled.declared(key)
    clean = one_line(value)
    check_value(clean, known.measure)
    if not one_line(source):
        raise BadValue({"source": "Hãy nhập căn cứ: số, ký hiệu và điều khoản của văn bản."})
    if not ruled.period.contains(valid_from):
        raise BadValue({"valid_from": f"Ngày phải nằm trong thời gian hiệu lực: {ruled.period}."})
    LocalRule.objects.filter(pack=pack, key=key, valid_from=valid_from).delete()
    LocalRule.objects.on(valid_from).filter(pack=pack, key=key).update(valid_to=valid_from)
    row = LocalRule.objects.create(
        pack=pack,
        key=key,
        value=clean,
        source=one_line(source),
        certainty=certainty,
        valid_from=valid_from,
        set_by=actor.account_id or 0,
    )
    announce(
        actor,
        RuleSet(
            agency_id=actor.agency_id,
            object_id=row.pk,
            pack=pack,
            key=key,
            before=known.value,
            value=clean,
            valid_from=valid_from,
            source=row.source,
        ),
    )
    return row


@action
def drop_rule(actor: Actor, *, rule_id: int, valid_to: date) -> None:
    """End what the province fixed; the pack's own value counts again from that day."""
    permissions.check_keep(actor)
    row = LocalRule.objects.filter(pk=rule_id).first()
    if row is None:
        raise NotFound
    if valid_to <= row.valid_from:
        raise BadValue({"valid_to": "Ngày kết thúc phải sau ngày bắt đầu áp dụng."})
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    announce(
        actor,
        RuleDropped(
            agency_id=actor.agency_id,
            object_id=row.pk,
            pack=row.pack,
            key=row.key,
            valid_to=valid_to,
        ),
    )


def keep_use(
    actor: Actor, pack: Pack, *, object_type: str, object_id: int, agency_id: int, decided_on: date
) -> None:
    """Keep, in the transaction of the decision, what was read from the pack to judge it.

    Its event is the decision's own: this row only says by which words the decision was right.
    """
    RuleUse.objects.create(
        pack=pack.code,
        object_type=object_type,
        object_id=object_id,
        agency_id=agency_id,
        decided_on=decided_on,
        values_read=dict(pack.read),
        at=actor.now,
    )
