"""Changes that keep most of a packet XML: elements moved, doubled, left out, texts changed."""

import random
import re

_TOKENS = re.compile(rb"(<[^<>]*>)")
_ELEMENT = re.compile(rb"<([A-Za-z:]+)[^<>]*>(?:[^<>]*)</\1>")
_TEXTS = [
    *(b"", b" ", b"0", b"1", b"2", b"3", b"4", b"-1", b"99999999999", b"null", b"abc", b"true"),
    *(b"2014/02/30", b"30/10/2020", b"0036/10/20", b"2026/09/05 24:61:00", b"2026-09-05T08:00Z"),
    *(b"H61.01", b"000.00.00.H49", b"1/UBND-VP", b"../../etc/passwd", b"a.zip", b"cid:1", b"01"),
    *("Vi\u0323\u0302t".encode(), "\ufffd".encode(), b"&#x202e;", b"&lt;&amp;&#xd;", b"&x;"),
    *(b"JVBERg==", b"JVBER", b"UEsDBA==", b"====", b"A" * 600, b"<a><b/></a>", b"<![CDATA[x]]>"),
    b" [sha256:" + b"0" * 64 + b" size:3]",
]


def mutate(data: bytes, seed: int) -> bytes:
    """One to four changes."""
    chance = random.Random(seed)
    tokens = _TOKENS.split(data)
    for _ in range(chance.randint(1, 4)):
        if len(tokens) > 2:
            chance.choice(_WAYS)(tokens, chance)
    return b"".join(tokens)


def _change_text(tokens: list[bytes], chance: random.Random) -> None:
    place = chance.randrange(0, len(tokens), 2)
    tokens[place] = chance.choice(_TEXTS)


def _change_tag(tokens: list[bytes], chance: random.Random) -> None:
    place = chance.randrange(1, len(tokens), 2)
    tag = tokens[place]
    tokens[place] = chance.choice(
        [tag.swapcase(), tag.replace(b"edXML:", b""), tag.replace(b">", b' a="1">'), b"", tag * 2]
    )


def _remove(tokens: list[bytes], chance: random.Random) -> None:
    start, end = _span(tokens, chance)
    del tokens[start:end]


def _double(tokens: list[bytes], chance: random.Random) -> None:
    start, end = _span(tokens, chance)
    tokens[start:start] = tokens[start:end]


def _move(tokens: list[bytes], chance: random.Random) -> None:
    start, end = _span(tokens, chance)
    held = tokens[start:end]
    del tokens[start:end]
    place = 1 + 2 * chance.randrange(0, max(1, len(tokens) // 2))
    tokens[place:place] = held


def _span(tokens: list[bytes], chance: random.Random) -> tuple[int, int]:
    """An element with all it holds, from its tag to what follows the tag that ends it."""
    start = 1 + 2 * chance.randrange(0, len(tokens) // 2)
    depth, place = 0, start
    while place < len(tokens):
        tag = tokens[place]
        depth += -1 if tag.startswith(b"</") else 0 if tag.endswith((b"/>", b"?>")) else 1
        place += 2
        if depth <= 0:
            break
    return start, place


_WAYS = (_change_text, _change_text, _change_text, _change_tag, _remove, _double, _move)
