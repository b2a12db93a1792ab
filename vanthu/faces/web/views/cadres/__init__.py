"""Pages of the organisational work that are no books: boards, statutory reports, charts."""
