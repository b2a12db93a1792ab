"""The measures of seals."""

# Millimetres. Circular 21/2012/TT-BCA gives agencies of state seals of this size; it has since been
# replaced, and the text in force was not available: unverified.
SEAL_DIAMETER = 36.0
