"""DOCX out: cells, blocks, tables and annexes with the formatting that Word itself offers."""
