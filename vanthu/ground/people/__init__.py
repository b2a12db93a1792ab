"""People: persons, their accounts, the posts they hold from..to, and delegation during absence."""
