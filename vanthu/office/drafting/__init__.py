"""Drafting: versions of a draft, the content and format approvals by named people, and the leader's.

An approved version is locked by its hash; changing it goes back through the signer (Decree 30 Art. 11-12).
"""
