"""Loads the demo into an empty database: the province first, then papers."""

from vanthu.demo.load.papers import load_documents
from vanthu.demo.load.staff import DEMO_PASSWORD, DemoAccount, demo_accounts
from vanthu.demo.load.start import is_empty, lacks_documents, load_province

__all__ = [
    "DEMO_PASSWORD",
    "DemoAccount",
    "demo_accounts",
    "is_empty",
    "lacks_documents",
    "load_documents",
    "load_province",
]
