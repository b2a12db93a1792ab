"""Drafting: versions, approvals of content and format by named people, and the signer's word.

An approved version is locked by its hash; changing it goes back through the signer (Decree 30
Art. 11-12). Numbered and issued, a document goes to its recipients through interchange, an internal
one to the boxes of units and posts.
"""
