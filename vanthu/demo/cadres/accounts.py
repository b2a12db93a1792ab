"""The accounts by which one tries the organisational work: one for each step of a case."""

from vanthu.cadres.personnel.choices import DutyKind
from vanthu.demo.load.province import give_ids
from vanthu.demo.load.staff import DemoAccount
from vanthu.demo.organisation import province
from vanthu.ground.people.models import Tenure

# A commune's Party committee, which also keeps the records of the old city of Vĩnh Long.
_TRIALS = (
    ("dang:29551#personnel", DutyKind.ENTER),
    ("dang:29551#leader", DutyKind.CONFIRM),
    ("btc-tinh-uy#extra0", DutyKind.APPRAISE),
    ("so-noi-vu#extra1", DutyKind.APPRAISE),
    ("tinh-uy:86#leader", DutyKind.DECIDE),
    ("thanh-tra#extra0", DutyKind.AUDIT),
)


def duty_accounts() -> list[DemoAccount]:
    """One account for each step, as loaded; empty before the province is."""
    names = {agency.key: agency.name for agency in province().live}
    posts = give_ids().posts
    found = []
    for post, kind in _TRIALS:
        tenure = (
            Tenure.objects.filter(post=posts[post], valid_to=None, basis="Dữ liệu mẫu")
            .select_related("person__account", "post")
            .first()
        )
        if tenure is not None:
            person = tenure.person
            label = f"Tổ chức, cán bộ: {kind.label}"
            home = names[post.split("#")[0]]
            account = (person.account.username, person.full_name, tenure.post.title, home, label)
            found.append(DemoAccount(*account))
    return found
