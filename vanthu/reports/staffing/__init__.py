"""Statutory tables of staffing: quotas against the path, severance cases and their summary."""
