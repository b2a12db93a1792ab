"""Demo: the province of Vĩnh Long before and after 1/7/2025, with synthetic people and papers.

Administrative units and their codes are real (public acts); every person, number and paper is made
up, the same for the same seed. The generators are pure; `load` alone writes rows.
"""
