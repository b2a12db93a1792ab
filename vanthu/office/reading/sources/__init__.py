"""Turns a file into a `Sheet`: pages of lines with places, whatever the format."""
