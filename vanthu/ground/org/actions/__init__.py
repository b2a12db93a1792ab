"""What changes the organisation; every change has a day and leaves the days before as they were."""

from vanthu.ground.org.actions.agencies import (
    change_code,
    create_agency,
    merge_agencies,
    rename_agency,
    split_agency,
)
from vanthu.ground.org.actions.calendar import remove_calendar_day, set_calendar_day
from vanthu.ground.org.actions.elsewhere import know_agency, rename_known
from vanthu.ground.org.actions.units import (
    close_post,
    close_unit,
    create_post,
    create_unit,
    rename_unit,
)

__all__ = [
    "change_code",
    "close_post",
    "close_unit",
    "create_agency",
    "create_post",
    "create_unit",
    "know_agency",
    "merge_agencies",
    "remove_calendar_day",
    "rename_agency",
    "rename_known",
    "rename_unit",
    "set_calendar_day",
    "split_agency",
]
