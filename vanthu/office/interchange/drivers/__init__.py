"""Drivers: how parcels leave this installation and arrive; one interface, a folder for each way.

Pure of rows: a driver knows its network and the messages, never the database. What is kept, retried
and applied is decided by the actions of interchange, the same for every driver.
"""
