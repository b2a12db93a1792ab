"""What the documentation takes from the code is what the code says today."""

from tests.support import docs


def test_generated_pages_are_up_to_date() -> None:
    stale = [
        path.name for path, text in docs.pages().items() if path.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run .venv/bin/python script/docs"
