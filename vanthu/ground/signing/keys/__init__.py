"""Keys: where a private key lies, and how it is opened for one act. None is ever stored here.

Each driver owns a file: `pkcs12` (a file and its password, for evaluation), `pkcs11` (tokens and
HSMs), `csc` (remote signing by the API of the Cloud Signature Consortium). A driver turns its
settings and the secret given at the moment of signing into an `OpenKey`, and forgets both.
"""
