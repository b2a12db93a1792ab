"""Party members of the demo: organisations, admissions, recognitions, moves, leavings, lists."""

from vanthu.demo.cadres.membership.loading import load_membership

__all__ = ["load_membership"]
