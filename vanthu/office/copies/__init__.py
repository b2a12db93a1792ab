"""Copies: sao y, trích sao, sao lục, on paper and electronic (Decree 30/2020, Art. 25 and 26).

A copy is an outgoing document of its own: numbered in the register of copies, tied to what it
copies, issued and delivered as any other. The pages of the original are printed or imported into a
new file; its own bytes are only read.
"""
