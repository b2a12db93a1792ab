"""The faces: screens, API, jobs and the command line. Nothing is decided here."""
