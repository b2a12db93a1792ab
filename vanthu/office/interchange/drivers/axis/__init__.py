"""Driver of the national axis: the HTTP API of VXP with its signed headers.

Known from the vendor's client and its users (interchange 3.1), not from a published specification;
what is not known for sure is a setting. The nine defects of that client are tests of this driver.
"""
