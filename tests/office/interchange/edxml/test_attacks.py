"""What is sent to hurt: refused with a sentence, quickly, and without touching anything else."""

import base64
import random
import struct
import time
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from bench.fuzzing.seeds import zipped
from tests.office.interchange.edxml.wire import (
    HEADER,
    PDF,
    SMALL,
    attached,
    document,
    packet,
    reading,
    with_file,
)
from vanthu.office.interchange.edxml.errors import (
    BeyondLimit,
    BrokenBase64,
    HasDoctype,
    NotXml,
    Swells,
    TextBefore,
    Unreadable,
)
from vanthu.office.interchange.edxml.limits import ReadLimits
from vanthu.office.interchange.edxml.message import Flag
from vanthu.office.interchange.edxml.reading import read

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE edXML>",
        '<!DOCTYPE edXML SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE edXML [<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;]>',
        f'<!DOCTYPE edXML [<!ENTITY l0 "ha">{LAUGHS}]>',
    ],
)
def test_no_document_type(declared: str) -> None:
    told = declared + packet(HEADER.replace("V/v họp", "&x;"))
    for data in (told.encode(), told.encode("utf-16")):
        with pytest.raises(HasDoctype):
            reading(data)


def test_an_entity_of_nobody() -> None:
    with pytest.raises(NotXml, match="thực thể không khai báo"):
        reading(packet(HEADER.replace("V/v họp", "&x;")))


@pytest.mark.parametrize("before", ["1212", " ", "\n", "HTTP/1.1 200 OK\r\n\r\n"])
def test_text_before_the_declaration(before: str) -> None:
    with pytest.raises(TextBefore):
        reading(f'{before}<?xml version="1.0"?>{packet()}')


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"{}", packet().encode()[:300], b"\x00" * 99])
def test_no_xml(data: bytes) -> None:
    with pytest.raises(NotXml):
        reading(data)


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "rot13", "zlib", "idna", "cp037"])
def test_no_other_codec_is_asked(encoding: str) -> None:
    """The declaration names an encoding, never what decodes; bytes that are UTF-8 are read so."""
    told = f'<?xml version="1.0" encoding="{encoding}"?>{packet()}'
    assert document(told).subject == "V/v họp"


def test_deep_nesting() -> None:
    with pytest.raises(BeyondLimit, match="số cấp lồng nhau"):
        reading("<edXML>" + "<a>" * 100_000)


def test_many_elements() -> None:
    with pytest.raises(BeyondLimit, match="số phần tử"):
        reading(packet(HEADER + "<e:To/>" * 30_000))


def test_many_namespaces() -> None:
    """Each level knows all that were declared around it: copies of copies."""
    many = " ".join(f'xmlns:n{n}="x"' for n in range(50_000))
    with pytest.raises(BeyondLimit, match="số thuộc tính"):
        reading(f"<edXML {many}>" + '<a xmlns:a="x">' * 60)


def test_much_text() -> None:
    with pytest.raises(BeyondLimit, match="độ dài phần chữ"):
        reading(packet(HEADER + "<e:Content>" + "a" * (5 << 20)))


@pytest.mark.parametrize("opening", ['<a b="', "<!--", "<?x ", "<"])
def test_one_endless_tag(opening: str) -> None:
    """Expat reads an unfinished tag anew with each piece: quadratic in its length."""
    begun = time.monotonic()
    with pytest.raises(BeyondLimit, match="độ dài một thẻ"):
        reading(f"<edXML>{opening}" + "a" * (30 << 20))
    assert time.monotonic() - begun < 5


def test_a_packet_that_never_ends() -> None:
    limits = ReadLimits(packet_bytes=1 << 20)
    with pytest.raises(BeyondLimit, match="dung lượng gói tin"):
        reading("<edXML>" + " " * (2 << 20), limits=limits)


def test_attachments_too_large_or_too_many() -> None:
    with pytest.raises(BeyondLimit, match="dung lượng tệp đính kèm"):
        reading(with_file(bytes(2 << 20)), limits=SMALL)
    three = "".join(attached(bytes(900_000), n) for n in range(3))
    with pytest.raises(BeyondLimit, match="dung lượng tệp đính kèm"):
        reading(packet(attached=three), limits=SMALL)
    many = "".join(attached(PDF, n) for n in range(201))
    with pytest.raises(BeyondLimit, match="số tệp đính kèm"):
        reading(packet(attached=many))


def test_truncated_base64() -> None:
    told = base64.b64encode(PDF).decode()
    with pytest.raises(BrokenBase64):
        reading(with_file(told[:-5]))
    with pytest.raises(NotXml, match="bị cắt cụt"):
        reading(with_file(told).partition(told[9:])[0])


def test_elements_within_base64() -> None:
    with pytest.raises(BrokenBase64):
        reading(with_file("JVBE<a/>Ri0x"))


def test_a_zip_bomb() -> None:
    with pytest.raises(Swells):
        reading(with_file(zipped({"a.pdf": bytes(20 << 20)})))
    with pytest.raises(Swells):
        reading(with_file(zipped({"a": bytes(20 << 20), "b": b""})))


def test_a_zip_bomb_whose_directory_lies() -> None:
    """The directory says one byte; what comes out is counted, not believed."""
    package = bytearray(zipped({"a.pdf": bytes(20 << 20)}))
    entry = package.index(b"PK\x01\x02")
    package[entry + 24 : entry + 28] = struct.pack("<I", 1)
    file = document(with_file(bytes(package))).attachments[0]
    assert file.flags[0] is Flag.SEALED
    assert file.size == len(package)


def test_a_directory_of_a_million_entries() -> None:
    """Listing them would take gigabytes; it is not listed."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    directory = entry * 200_000
    end = b"PK\x05\x06" + bytes(4) + b"\xff" * 4 + struct.pack("<II", len(directory), 0) + bytes(2)
    begun = time.monotonic()
    file = document(with_file(directory[:0] + b"PK\x03\x04" + directory + end)).attachments[0]
    assert file.flags == (Flag.SEALED,)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("name", ["../../../x.pdf", "/etc/cron.d/x", "..", "C:\\x\\y.pdf", "a/b"])
def test_no_path_of_the_packet_is_used(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    told = with_file(zipped({name: PDF}), name)
    (file,) = document(told, inside).attachments
    assert "/" not in file.name
    assert "\\" not in file.name
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {inside}


def test_symbolic_links_of_zips_are_bytes(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("x.pdf")
    entry.external_attr = 0o120777 << 16
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(entry, b"/etc/passwd")
    (file,) = document(with_file(target.getvalue()), tmp_path).attachments
    assert file.open is not None
    with file.open() as stream:
        assert stream.read() == b"/etc/passwd"


def test_noise_is_refused_and_never_breaks_anything(tmp_path: Path) -> None:
    chance, whole = random.Random(5), with_file(PDF).encode()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(Unreadable):
            read(BytesIO(bytes(data)), tmp_path)
