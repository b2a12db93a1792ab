"""Training: courses and classes, who was sent and who completed, persons apart from turns.

Sent is a decision, completed a certificate; a class reported as a head-count gives turns and no
persons. Who was trained at public cost owes years of service, and pays back what is not served.
"""
