"""The screens' addresses, one module for each area: English paths, names without a prefix."""
