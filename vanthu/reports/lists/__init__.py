"""Lists of documents with the columns somebody chose, for the screen and for taking out."""
