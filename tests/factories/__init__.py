"""Factories of the tests: plain functions that write real rows."""
