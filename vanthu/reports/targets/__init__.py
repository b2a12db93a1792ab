"""The target table of a resolution, and the numbers of indicators in words."""
