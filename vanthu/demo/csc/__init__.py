"""A remote signing service of the demo's own, by the API of the Cloud Signature Consortium (v2).

It holds the keys of demo people, each encrypted by its PIN, and lets them sign as the services of
real authorities do. Who tries the system can sign without a token; it proves nothing to anybody.
"""
