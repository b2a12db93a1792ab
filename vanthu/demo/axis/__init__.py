"""A simulator of the national axis and of a provincial platform: real HTTP, and faults on demand.

It is written from the description of both APIs (docs/exchange.md), not from our drivers, and checks
what they send: signatures, hashes, moments, senders. What it holds lies in a folder, and stays.
Every agency and code in it is made up; level 1 is `Z`, a letter that no real code begins with.
"""
