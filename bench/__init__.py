"""Benchmarks: loads a province of documents, runs the real server, and measures ratios and CPU."""
