"""The command line: the same actions and queries as the screens, for operators and scripts."""
