"""Handling: the way of an incoming document from arrival to answer, and the boxes of all flows.

What a person must act on is a box row, written by the action that causes it and taken away by the one
that settles it; the path of a document is the list of its assignments and movements.
"""
