"""Reading: the fields of an official paper out of its file, with a confidence and a place for each.

Pure: bytes in, fields out; no database, no Django. A file is sniffed by content, turned into pages
of lines with boxes (`sources`), its lines are sorted into the columns of the Decree 30/2020 layout,
and each field is taken from its own cell (`fields`). What cannot be read stays None: a wrong number
in a register costs more than an empty box. The front is `queries`.
"""
