"""The settings of a link over the national axis, out of the configuration."""

from vanthu.office.interchange.drivers.axis.settings import AxisSettings
from vanthu.office.interchange.drivers.refusals import OURS
from vanthu.office.interchange.drivers.tables import Table
from vanthu.office.interchange.drivers.web.reading import read_address, read_limits, read_secret


def read_settings(table: Table) -> AxisSettings:
    """Raises WrongTable."""
    return AxisSettings(
        endpoint=read_address(table),
        system_id=table.text("system_id"),
        secret=read_secret(table, "secret"),
        ca_file=table.file_or_none("ca_file"),
        limits=read_limits(table),
        answer_types=table.words("answer_types", ("application/json",)),
        our_codes=table.words("our_codes", tuple(sorted(OURS))),
        look_back_days=table.whole("look_back_days", 3),
        most_candidates=table.whole("most_candidates", 200),
        closed_units=table.flag("closed_units", True),
    )
