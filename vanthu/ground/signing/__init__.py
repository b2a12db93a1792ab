"""Signing: places kept free in a paper, signatures that fill them, keys, and what signatures prove.

A paper is signed by its leader before it has a number, so number and date go into form fields that
were reserved under the leader's signature (decision 0015). Keys lie in files, tokens or at a
service and are never stored here. What arrives is verified against a dated trust list, and the
verdict is kept as evidence.
"""
