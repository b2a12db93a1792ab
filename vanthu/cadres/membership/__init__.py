"""Party members as an office keeps them: admission, recognition, transfer, leaving, the list.

Formal administration only: numbers, days, decisions, counted votes and reason codes of the
regulations. Nothing here says what anybody thinks. Stocks are held against movements, and a
report whose counted members differ from the computed ones cannot be closed.
"""
