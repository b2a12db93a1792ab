"""The simulator's own calls: systems, agencies, faults, clock. Answered on loopback alone."""

import json
from typing import Any

from vanthu.demo.axis.calls import Call, Reply, said
from vanthu.demo.axis.directory import made_up
from vanthu.demo.axis.faults import Fault, Trouble
from vanthu.demo.axis.store import Store

ROOT = "/admin"


def answer(store: Store, call: Call) -> Reply:
    """Handle one call below ROOT; what is wrong with it is said with status 400."""
    try:
        given = json.loads(call.body or b"{}")
        return said(_handled(store, call.method, call.path.removeprefix(ROOT), given))
    except (KeyError, TypeError, ValueError) as error:
        return said({"error": f"{type(error).__name__}: {error}"}, 400)


def _handled(store: Store, method: str, path: str, given: dict[str, Any]) -> Any:
    match method, path:
        case "POST", "/systems":
            store.register(**given)
        case "POST", "/agencies":
            store.add_agencies(made_up(int(given["count"])))
        case "POST", "/locks":
            store.lock(given["code"], locked=bool(given["locked"]))
        case "POST", "/faults":
            store.put_fault(Fault(**{**given, "trouble": Trouble(given["trouble"])}))
        case "DELETE", "/faults":
            store.lift_faults()
        case "POST", "/clock":
            store.skew = float(given["seconds"])
        case "GET", "/store":
            return _counts(store)
        case _:
            raise ValueError(f"no such call: {method} {ROOT}{path}")
    return {"done": True}


def _counts(store: Store) -> dict[str, Any]:
    deliveries = store.all(
        "SELECT receiver, status, count(*) AS count FROM delivery GROUP BY receiver, status"
    )
    return {
        "sent": store.all("SELECT sender, kind, count(*) AS count FROM sent GROUP BY sender, kind"),
        "deliveries": deliveries,
        "agencies": store.all("SELECT count(*) AS count FROM agency")[0]["count"],
        "faults": store.all("SELECT trouble, path, calls, seconds, after FROM fault"),
        "skew": store.skew,
    }
