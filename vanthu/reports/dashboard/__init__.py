"""Dashboards: what waits, what is late, the official four-way count and the days it takes."""
