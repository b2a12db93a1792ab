"""The attachments of a message: what the manifest lists joined with the bytes that came."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vanthu.office.interchange.edxml import names, notes
from vanthu.office.interchange.edxml.digests import Digest, split_digest
from vanthu.office.interchange.edxml.files import Content, examine, lent
from vanthu.office.interchange.edxml.limits import ReadLimits
from vanthu.office.interchange.edxml.message import Attachment, Flag
from vanthu.office.interchange.edxml.picking import Scope
from vanthu.office.interchange.edxml.texts import file_name, quoted

_ANY_TYPE = {"", "application/zip", "application/octet-stream", "application/doc"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one element says of an attachment, in the manifest or beside the bytes."""

    scope: Scope
    content_id: str
    name: str
    description: str
    media_type: str
    digest: Digest | None


class Attachments:
    """Joins the two lists by their ids; `apart` holds files that travelled outside, by SHA-256."""

    def __init__(
        self,
        manifest: Scope,
        encoded: Scope,
        *,
        apart: Mapping[str, Path],
        limits: ReadLimits,
        keep: bool,
    ) -> None:
        self._listed = [_listed(scope) for scope in manifest.all("Reference")]
        self._held = [_held(scope) for scope in _attached(encoded)]
        self._bodiless = encoded.node is None
        self._apart, self._limits, self._keep = apart, limits, keep

    def all(self) -> tuple[Attachment, ...]:
        """In the order of the manifest, then those it does not list. Raises Swells."""
        pairs = _joined(self._listed, self._held)
        made = [self._made(place, *pair) for place, pair in enumerate(pairs, 1)]
        return tuple(each for each in made if each is not None)

    def _made(self, place: int, listed: _Entry | None, held: _Entry | None) -> Attachment | None:
        entry = held or listed
        assert entry is not None
        name = _name(entry, listed, place)
        if listed is None and self._listed:
            entry.scope.remark(notes.NOT_LISTED, name=name)
        digest = (listed.digest if listed else None) or entry.digest
        content = self._content(held, digest)
        if content is None:
            return self._absent(entry, name, digest)
        content = self._examined(content, entry, name, digest)
        return Attachment(
            name=name,
            media_type=content.media_type,
            size=content.size,
            sha256=content.sha256,
            content_id=entry.content_id,
            description=entry.description or (listed.description if listed else ""),
            flags=content.flags,
            open=_opener(content.file) if self._keep or content.lent else None,
        )

    def _content(self, held: _Entry | None, digest: Digest | None) -> Content | None:
        """The bytes, as they came."""
        if held is not None:
            node = held.scope.one(*names.CONTENT).node
            if node is not None and node.payload is not None:
                payload = node.payload
                return Content(payload.file, payload.size, payload.sha256)
        file = self._apart.get(digest.sha256) if digest is not None else None
        return lent(file) if file is not None else None

    def _examined(
        self, content: Content, entry: _Entry, name: str, digest: Digest | None
    ) -> Content:
        """The type, the bytes of a wrapping zip taken out, and the digest compared."""
        scope = entry.scope
        agrees = digest is not None and digest == Digest(content.sha256, content.size)
        used = examine(
            content,
            name,
            scope.path,
            kept=agrees or content.lent,
            limits=self._limits,
            remarks=scope.found.remarks,
        )
        if digest is not None and not agrees and digest != Digest(used.sha256, used.size):
            scope.remark(notes.OTHER_BYTES, name=name)
            flags = (*used.flags, Flag.DIGEST)
            return Content(used.file, digest.size, digest.sha256, used.media_type, flags)
        if entry.media_type.lower() not in {*_ANY_TYPE, used.media_type}:
            stated = quoted(entry.media_type)
            scope.remark(notes.OTHER_TYPE, name=name, stated=stated, found=used.media_type)
        return used

    def _absent(self, entry: _Entry, name: str, digest: Digest | None) -> Attachment | None:
        """Listed, but not here: known by its digest, or not at all."""
        apart = digest is not None and self._bodiless
        entry.scope.remark(notes.APART if apart else notes.NO_CONTENT, name=name)
        if digest is None:
            return None
        return Attachment(
            name=name,
            media_type=entry.media_type,
            size=digest.size,
            sha256=digest.sha256,
            content_id=entry.content_id,
            description=entry.description,
            flags=(Flag.MISSING,),
        )


def _opener(file: Path) -> Callable[[], BinaryIO]:
    return lambda: file.open("rb")


def _listed(scope: Scope) -> _Entry:
    """A Reference; in CV 2803 its id is an xlink:href."""
    description, digest = split_digest(scope.text("Description"))
    told = scope.text("ContentId") or _attribute(scope, "href")
    return _Entry(
        scope=scope,
        content_id=told.removeprefix("cid:"),
        name=scope.text("AttachmentName"),
        description=description,
        media_type=scope.text("ContentType"),
        digest=digest,
    )


def _held(scope: Scope) -> _Entry:
    """An Attachment; in CV 512 type and id are attributes and the name is `name`. What a part of
    MIME calls itself is its name where nothing else tells one."""
    description, digest = split_digest(scope.text("Description"))
    told = scope.text("ContentId") or _attribute(scope, "ContentID")
    return _Entry(
        scope=scope,
        content_id=told.removeprefix("cid:"),
        name=scope.text("AttachmentName", "name")
        or ("" if told else _attribute(scope, "filename")),
        description=description,
        media_type=scope.text("ContentType") or _attribute(scope, "Content-Type"),
        digest=digest,
    )


def _attribute(scope: Scope, name: str) -> str:
    return scope.node.attributes.get(name, "").strip() if scope.node is not None else ""


def _attached(encoded: Scope) -> list[Scope]:
    """The Attachment elements; CV 512 puts each into Document/Attach."""
    found = encoded.all("Attachment")
    for document in encoded.all("Document"):
        for attach in document.all("Attach"):
            found += attach.all("Attachment")
    return found


def _joined(listed: list[_Entry], held: list[_Entry]) -> list[tuple[_Entry | None, _Entry | None]]:
    """Pairs by id, else by name; of equal ones the first with the first."""
    left = list(held)
    pairs: list[tuple[_Entry | None, _Entry | None]] = []
    for entry in listed:
        match = next((each for each in left if _same_id(each, entry)), None)
        match = match or next((each for each in left if _same_name(each, entry)), None)
        if match is not None:
            left.remove(match)
        pairs.append((entry, match))
    return [*pairs, *((None, each) for each in left)]


def _same_id(held: _Entry, listed: _Entry) -> bool:
    return bool(held.content_id) and held.content_id == listed.content_id


def _same_name(held: _Entry, listed: _Entry) -> bool:
    return not (held.content_id and listed.content_id) and held.name == listed.name


def _name(entry: _Entry, listed: _Entry | None, place: int) -> str:
    """The name without any path; it is shown and stored, never opened."""
    told = entry.name or (listed.name if listed is not None else "")
    told = told or _attribute(entry.scope, "filename")
    name = file_name(told)
    if not name:
        name = f"tep-{place}"
        entry.scope.remark(notes.NAMELESS, name=name)
    elif name != told:
        entry.scope.remark(notes.NAME_WITH_PATH, value=quoted(told), name=quoted(name))
    return name
