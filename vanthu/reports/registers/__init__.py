"""The registers of Decree 30 Annex IV, with all their columns, for printing and binding (Q-028,
Q-053).
"""
