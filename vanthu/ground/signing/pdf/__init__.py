"""PDF files: places are reserved, filled and signed, each by an update that keeps what was before.

`reserving` lays form fields into a finished PDF/A, `filling` gives them their value, `signing`
signs a field at a baseline level of PAdES. Looks are one-page PDFs that others have drawn. Values
in, bytes out: no database, and no network but the services that a level asks for.
"""
