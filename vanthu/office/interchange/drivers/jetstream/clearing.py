"""Taking out of our own box what one sender has put there."""

from vanthu.office.interchange.drivers.jetstream import names
from vanthu.office.interchange.drivers.jetstream.asking import Asker
from vanthu.office.interchange.drivers.jetstream.faults import NO_MESSAGE, Refused, fault_of


async def purge_files(asker: Asker, subject: str) -> int:
    """Remove the chunks under a subject; how many. Raises Unreachable."""
    return await _purge(asker, names.FILES, subject)


async def clear(asker: Asker, site: str) -> int:
    """Remove all that a site has put into our box; how many messages. Raises Unreachable.

    Parcels go one by one: a purge of a subject moves the box's reader past what others have sent
    before (nats-server 2.9.10), which would then wait for ever.
    """
    removed = await _purge(asker, names.FILES, names.files_of(site))
    removed += await _purge(asker, names.RECEIPTS, names.mail_of(site))
    try:
        return removed + await _remove_parcels(asker, site)
    except Refused as refused:
        raise fault_of(refused) from refused


async def _remove_parcels(asker: Asker, site: str) -> int:
    removed, seq = 0, 1
    while True:
        body = {"seq": seq, "next_by_subj": names.mail_of(site)}
        try:
            told = await asker.api(f"STREAM.MSG.GET.{names.PARCELS}", body)
        except Refused as refused:
            if refused.code == NO_MESSAGE:
                return removed
            raise
        seq = int(told["message"]["seq"])
        await asker.api(f"STREAM.MSG.DELETE.{names.PARCELS}", {"seq": seq})
        removed += 1


async def _purge(asker: Asker, stream: str, subject: str) -> int:
    try:
        return int((await asker.api(f"STREAM.PURGE.{stream}", {"filter": subject}))["purged"])
    except Refused as refused:
        raise fault_of(refused) from refused
