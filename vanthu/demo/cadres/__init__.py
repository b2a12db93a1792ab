"""The demo's organisational work: people with facts, duties of posts, and each module's records.

Records of the old province lie at its agencies as they were before 1/7/2025; those of an agency
that was divided are kept by the province today, the others by their successors. A module adds its
`load_<module>(context)` to `loaders`.
"""

from vanthu.demo.cadres.accounts import duty_accounts
from vanthu.demo.cadres.loading import lacks_cadres, load_cadres

__all__ = ["duty_accounts", "lacks_cadres", "load_cadres"]
