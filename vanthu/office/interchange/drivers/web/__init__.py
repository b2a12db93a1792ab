"""What the drivers over HTTP share: one careful client, and answers checked before use.

A call has an end: connecting, waiting for an answer and reading it are each bounded, and so is the
number of bytes. Nothing is tried twice here, no redirect is followed, no proxy is taken from the
environment: whether a call may be made again is for the driver to know.
"""
