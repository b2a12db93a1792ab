"""The organisation of the demo: about 200 registries, some 1,800 people, codes with periods."""

from collections import Counter

from vanthu.demo.names import people
from vanthu.demo.organisation import province
from vanthu.demo.sources import REFORM
from vanthu.ground.org.choices import CodeScheme, Role, System


def test_about_two_hundred_live_agencies_with_a_registry() -> None:
    live = [agency for agency in province().live if agency.has_registry]
    assert 190 <= len(live) <= 210
    clerks = Counter(
        agency.key for agency in live for post in agency.posts if post.role == Role.RECORDS_CLERK
    )
    assert clerks == {agency.key: 1 for agency in live}
    leaders = {a.key for a in live for p in a.posts if p.role == Role.AGENCY_LEADER}
    assert leaders == {agency.key for agency in live}


def test_posts_and_their_double_holders() -> None:
    posts = {post.key: post for post in province().posts}
    assert len(posts) == len(province().posts)
    assert 1600 <= sum(not post.held_with for post in posts.values()) <= 1900
    assert all(post.held_with in posts for post in posts.values() if post.held_with)
    assert set(Role) == {post.role for post in posts.values()}


def test_units_of_posts_exist_and_keys_are_unique() -> None:
    for agency in province().live:
        keys = {unit.key for unit in agency.units}
        assert len(keys) == len(agency.units)
        assert all(not post.unit or post.unit in keys for post in agency.posts)


def test_parents_and_lineage_name_known_agencies() -> None:
    keys = [agency.key for agency in province().agencies]
    assert len(set(keys)) == len(keys)
    assert all(not agency.parent or agency.parent in keys for agency in province().agencies)
    closed = {a.key for a in province().agencies if a.valid_to and a.system == System.STATE}
    assert {step.predecessor for step in province().lineage} >= closed
    assert {step.successor for step in province().lineage} <= set(keys)


def test_real_codes_close_and_continue() -> None:
    codes = province().codes
    old = {c.code: c.valid_to for key in ("83", "84", "86") for c in codes[f"old:ubnd:{key}"]}
    assert {old[code] for code in ("H07", "H59", "H61", "000.00.00.H61")} == {REFORM}
    new = next(c for c in codes["ubnd:86"] if c.scheme == CodeScheme.QD_20)
    assert (new.code, new.valid_from, new.valid_to, new.synthetic) == ("H61", REFORM, None, False)


def test_no_two_agencies_hold_one_code_on_a_day() -> None:
    found: dict[tuple[str, str], list[tuple[object, object]]] = {}
    for codes in province().codes.values():
        for code in codes:
            found.setdefault((code.scheme, code.code), []).append((code.valid_from, code.valid_to))
    for periods in found.values():
        assert len(periods) <= 2
        if len(periods) == 2:
            assert {period[1] for period in periods} == {REFORM, None}
    assert all(len(code) <= 35 for _, code in found)
    assert all(len(code) == 13 for scheme, code in found if scheme == CodeScheme.QCVN_102)


def test_people_are_the_same_for_the_same_seed_and_have_own_usernames() -> None:
    many = people(1700, 7)
    assert people(200, 7) == many[:200]
    assert people(200, 8) != many[:200]
    assert len({person.username for person in many}) == 1700
    assert all(person.username.isascii() for person in many)
    women = sum(person.female for person in many)
    assert 600 < women < 800
