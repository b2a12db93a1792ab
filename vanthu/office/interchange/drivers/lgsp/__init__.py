"""Driver of a provincial platform (LGSP): REST with a login, the variant known from Lạng Sơn.

Known from public code that speaks to it (interchange 3.3). It proves that the interface of drivers
is not the axis's own; another province's platform is another set of addresses and names.
"""
