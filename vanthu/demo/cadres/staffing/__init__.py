"""Staffing of the demo: quotas, people counted with their movements, severance cases."""

from vanthu.demo.cadres.staffing.loading import load_staffing

__all__ = ["load_staffing"]
