"""Planning of cadres: who is planned for which title of a term, by counted votes and decisions.

A change of the plan is a case of four hands; a removal has its reason code, the day of its notice
and an appeal clock. Each rule says what it found, and is judged by the pack of the decision's own
day; a number nobody has read in the act stays open, and the check says that it could not be made.
"""
