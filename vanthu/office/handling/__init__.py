"""Handling: the way of an incoming document from arrival to answer, and the boxes of all flows.

What a person must act on is a box row. Where a document lies is a function of its state, so no
act can forget to put or take; the path of a document is the list of its assignments and movements.
"""
