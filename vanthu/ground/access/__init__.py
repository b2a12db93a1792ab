"""Access: signing in, sessions, second factors, tokens; the rights of roles, scope keys, and why.

A right says what a post may do; a scope key says which documents it may see. A document is granted
to a few keys, each grant with its cause; the keys of a person are resolved once per request.
"""
