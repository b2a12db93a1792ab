"""The box of a site: its three streams and the place up to which it has read, kept as configured.

No stream takes the rollup header: with it a writer could clear what others have put there.
"""

from dataclasses import dataclass
from typing import Any

from vanthu.office.interchange.drivers.jetstream import names
from vanthu.office.interchange.drivers.jetstream.asking import Asker
from vanthu.office.interchange.drivers.jetstream.faults import NO_CONSUMER, NO_STREAM, Refused
from vanthu.office.interchange.drivers.jetstream.settings import MEGABYTE, Settings

SECOND = 1_000_000_000
HOUR = 3600 * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxState:
    """How full a stream of our box is; `behind` names the replicas that lag or are away."""

    stream: str
    messages: int
    held: int
    most: int
    replicas: int
    behind: tuple[str, ...]


async def states(asker: Asker, settings: Settings) -> list[BoxState]:
    """How full each stream is. Raises Refused, Unreachable."""
    told = [await asker.api(f"STREAM.INFO.{wanted['name']}") for wanted in streams(settings)]
    return [_state(one) for one in told]


def _state(told: dict[str, Any]) -> BoxState:
    config, state = told["config"], told["state"]
    others = (told.get("cluster") or {}).get("replicas") or []
    return BoxState(
        stream=config["name"],
        messages=state["messages"],
        held=state["bytes"],
        most=config["max_bytes"],
        replicas=config["num_replicas"],
        behind=tuple(o["name"] for o in others if o.get("offline") or not o.get("current")),
    )


async def prepare(asker: Asker, settings: Settings) -> None:
    """Make the streams and the consumer, or bring them to the settings. Raises Refused,
    Unreachable."""
    for wanted in streams(settings):
        await _keep(asker, f"STREAM.{{}}.{wanted['name']}", wanted, NO_STREAM)
    wanted = consumer(settings)
    where = f"{names.PARCELS}.{names.CONSUMER}"
    try:
        held = (await asker.api(f"CONSUMER.INFO.{where}"))["config"]
        if _same(wanted, held):
            return
    except Refused as refused:
        if refused.code != NO_CONSUMER:
            raise
    body = {"stream_name": names.PARCELS, "config": wanted}
    await asker.api(f"CONSUMER.DURABLE.CREATE.{where}", body)


def streams(settings: Settings) -> list[dict[str, Any]]:
    """The streams as a site wants them.

    Parcels leave the box when they are acknowledged; each sender has a share of its own. Receipts
    are kept to be asked for. Files follow the naming of the object store.
    """
    box = settings.box
    common: dict[str, Any] = {
        "storage": "file",
        "num_replicas": settings.replicas,
        "discard": "new",
        "max_age": box.days * 24 * HOUR,
        "duplicate_window": min(box.known_hours, box.days * 24) * HOUR,
        "allow_rollup_hdrs": False,
        "allow_direct": True,
    }
    parcels = common | {
        "name": names.PARCELS,
        "subjects": [names.ANY_PARCEL],
        "retention": "workqueue",
        "discard_new_per_subject": True,
        "max_msgs_per_subject": box.share,
        "max_bytes": box.mail_bytes,
        "max_msg_size": MEGABYTE,
    }
    receipts = common | {
        "name": names.RECEIPTS,
        "subjects": [names.ANY_RECEIPT],
        "retention": "limits",
        "max_msgs": box.receipts,
        "max_bytes": box.mail_bytes,
        "max_msg_size": MEGABYTE // 4,
    }
    files = common | {
        "name": names.FILES,
        "subjects": [f"{names.CHUNKS}.>", f"$O.{names.BUCKET}.M.>"],
        "retention": "limits",
        "max_bytes": box.file_bytes,
        "max_msg_size": MEGABYTE,
        # Chunks are asked after for minutes, and each costs the server memory while it is.
        "duplicate_window": 120 * SECOND,
    }
    return [parcels, receipts, files]


def consumer(settings: Settings) -> dict[str, Any]:
    """The one reader of the parcels: each waits again until it is acknowledged, without end."""
    return {
        "durable_name": names.CONSUMER,
        "deliver_policy": "all",
        "ack_policy": "explicit",
        "ack_wait": int(settings.again_after * SECOND),
        "max_deliver": -1,
        "max_ack_pending": 20_000,  # more than one look takes
        "replay_policy": "instant",
    }


async def _keep(asker: Asker, what: str, wanted: dict[str, Any], absent: int) -> None:
    try:
        held = (await asker.api(what.format("INFO")))["config"]
    except Refused as refused:
        if refused.code != absent:
            raise
        await asker.api(what.format("CREATE"), wanted)
        return
    if not _same(wanted, held):
        await asker.api(what.format("UPDATE"), held | wanted)


def _same(wanted: dict[str, Any], held: dict[str, Any]) -> bool:
    return all(held.get(name, False) == value for name, value in wanted.items())
