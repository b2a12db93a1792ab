"""The settings of a link over a provincial platform, out of the configuration."""

from vanthu.office.interchange.drivers.lgsp.settings import LgspSettings
from vanthu.office.interchange.drivers.refusals import OURS
from vanthu.office.interchange.drivers.tables import Table
from vanthu.office.interchange.drivers.web.reading import read_address, read_limits, read_secret


def read_settings(table: Table) -> LgspSettings:
    """Raises WrongTable."""
    return LgspSettings(
        endpoint=read_address(table),
        system_id=table.text("system_id"),
        secret=read_secret(table, "secret"),
        username=table.text("username"),
        password=read_secret(table, "password"),
        application=table.text("application", ""),
        ca_file=table.file_or_none("ca_file"),
        limits=read_limits(table),
        answer_types=table.words("answer_types", ("application/json",)),
        our_codes=table.words("our_codes", tuple(sorted(OURS))),
        token_minutes=table.whole("token_minutes", 30),
        look_back_days=table.whole("look_back_days", 3),
        receive_days=table.whole("receive_days", 30),
        most_candidates=table.whole("most_candidates", 200),
        sent_list=table.flag("sent_list", True),
    )
