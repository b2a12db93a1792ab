"""Writing: an official paper out of its fields and its structured text, as PDF/A and DOCX.

The counterpart of reading, and as pure: values in, bytes out; no database, no Django. A text is a
list of blocks (căn cứ, chương, điều, khoản, điểm, tables, annexes) without numbers of its own: what
stands first is "Điều 1". A typesetter places the cells of Decree 30/2020, Annex I, or of the
Party's guidance, and says where number, day, signature and seal will stand.
"""
