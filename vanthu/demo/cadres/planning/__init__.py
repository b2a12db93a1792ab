"""Planning of the demo: terms, titles, approved cases, the next committee's list, open cases."""

from vanthu.demo.cadres.planning.loading import load_planning

__all__ = ["load_planning"]
