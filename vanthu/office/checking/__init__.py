"""Checking: is a paper laid out and written as the rules of clerical work ask?

Pure: a PDF, a DOCX, a plain text or a structured paper in, findings out; no database, no Django.
Each source is turned into one `Subject` (`intake`): the cells of Decree 30/2020, Annex I, the
paragraphs of the body, annexes, and what is known of sizes and lines. Each rule is a small function
with its citation (`rules`), silent about what the source does not tell. A finding names the rule,
the cell, the place and the words to write instead. The front is `queries`.
"""
