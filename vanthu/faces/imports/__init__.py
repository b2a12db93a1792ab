"""Configuration from spreadsheets: a template for each kind, every row checked before any is kept.

A file is tried as a whole inside a transaction that is taken back, and its errors are told row by
row; only a file without errors is imported, all of it or nothing (Q-154).
"""
