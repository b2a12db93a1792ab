"""DOCX both ways: a paper as a file for Word, and a file from Word as the text of a paper."""
