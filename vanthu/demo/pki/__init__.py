"""A certificate authority of the demo's own: certificates, time stamps, OCSP, revocation lists.

Whoever tries the system needs signatures that verify, and no one but the State gives real ones. Its
keys are made when it is set up, lie in the installation's own folder and prove nothing to anybody:
each name says so.
"""
