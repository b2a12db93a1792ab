"""Documents: the official document, its registers and numbers, and the data standard of Decree 30.

One row holds an incoming, outgoing or internal document with the leaf fields of Annex VI; a number
is allocated in the transaction that uses it, by one guarded statement, with a unique row as its
witness.
"""
