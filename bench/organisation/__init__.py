"""The organisational work measured: many people and records, pages, reports, a long import."""
