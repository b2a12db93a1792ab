"""Notify: notices to persons on screen and by mail, sent through the table of jobs."""
