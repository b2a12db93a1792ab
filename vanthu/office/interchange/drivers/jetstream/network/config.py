"""The servers' configuration files: the nodes of the centre, the server of each site.

An account for each site. What it opens to others is a subject with the other's name in it, which
the server compares with the account that asks for it; who may send to whom stands nowhere else.
"""

import json
from pathlib import Path

from vanthu.office.interchange.drivers.jetstream import names
from vanthu.office.interchange.drivers.jetstream.network.authority import (
    AUTHORITY,
    issue,
    open_authority,
)
from vanthu.office.interchange.drivers.jetstream.network.plan import (
    Member,
    Node,
    Plan,
    is_ip,
)

SYSTEM = "system"
MOST_SITES = 1000
WRITTEN = "Written by `vanthu nats`: do not edit."


def write_network(plan: Plan, target: Path) -> list[Path]:
    """Everything for every machine: `<target>/<machine>/` goes to that machine as `plan.folder`.

    Certificates are kept where they exist; the authority stays in `<target>/authority`.
    """
    authority = open_authority(target / AUTHORITY, plan.name)
    everyone = (target / AUTHORITY / f"{AUTHORITY}.pem").read_bytes()
    made: list[Path] = []
    machines = [(n.name, (n.address,), node_file(plan, n)) for n in plan.nodes]
    machines += [(m.name, (m.listen.rpartition(":")[0],), site_file(plan, m)) for m in plan.members]
    for name, addresses, text in machines:
        folder = target / name
        local = ("localhost", "127.0.0.1")
        issue(authority, folder, name, tuple(dict.fromkeys((*addresses, *local))))
        (folder / f"{AUTHORITY}.pem").write_bytes(everyone)
        (folder / "nats-server.conf").write_text(text, encoding="utf-8")
        made.append(folder)
    for member in plan.members:
        (target / member.name / "link.toml").write_text(link_file(plan, member), "utf-8")
    return made


def node_file(plan: Plan, node: Node) -> str:
    """A node of the centre."""
    ports = node.ports
    # The server wants room for the limits of all accounts at once and takes no other figure without
    # a restart; how much is really kept is what each box says.
    store = plan.limits.store_bytes * MOST_SITES
    cluster = _cluster(plan, node) if len(plan.nodes) > 1 else ""
    return f"""# Node {node.name} of the centre of network {plan.name}. {WRITTEN}
server_name: {node.name}
listen: "{_bound(node)}:{ports.client}"
max_payload: 1MB
max_connections: 2000
write_deadline: "10s"
{_tls(plan, node.name, "verify_and_map: true")}
jetstream {{ store_dir: "{node.store}", domain: hub, max_mem: 64MB,
  max_file: {store} }}
{cluster}leafnodes {{
  listen: "{_bound(node)}:{ports.leaf}"
  {_tls(plan, node.name, "verify_and_map: true")}
}}
system_account: {SYSTEM}
accounts {{
  {SYSTEM} {{ users: [ {{ user: "operator" }} ] }}
{"".join(_account(plan, member) for member in plan.members)}}}
"""


def _bound(node: Node) -> str:
    """Where a node listens: its address, or everywhere when that is a name."""
    return node.address if is_ip(node.address) else "0.0.0.0"


def _cluster(plan: Plan, node: Node) -> str:
    routes = [f"nats-route://{n.address}:{n.ports.cluster}" for n in plan.nodes if n != node]
    return f"""cluster {{
  name: {plan.name}
  listen: "{_bound(node)}:{node.ports.cluster}"
  routes: {json.dumps(routes)}
  {_tls(plan, node.name, "verify: true")}
}}
"""


def _account(plan: Plan, member: Member) -> str:
    limits = plan.limits
    others = [m.name for m in plan.members if m.name != member.name]
    imports = "" if member.suspended else "".join(_imports(member.name, other) for other in others)
    return f"""  {member.name} {{
    # Mail comes in by the imports of others alone: no user of the site can feign any.
    users: [ {{ user: "{member.name}",
      permissions: {{ publish: {{ deny: ["mail.>", "$O.{names.BUCKET}.>"] }} }} }} ]
    limits: {{ max_connections: {limits.connections}, max_leafnodes: {limits.leaves},
      max_subscriptions: {limits.subscriptions}, max_payload: 1MB }}
    jetstream: {{ max_mem: 0, max_file: {limits.store_bytes}, max_streams: {limits.streams},
      max_consumers: {limits.consumers} }}
    exports: [
      {{ service: "{names.MAIL_EXPORT}", account_token_position: {names.MAIL_TOKEN} }}
      {{ service: "{names.FILE_EXPORT}", account_token_position: {names.FILE_TOKEN} }}
    ]
    imports: [
{imports}    ]
  }}
"""


def _imports(sender: str, receiver: str) -> str:
    pairs = (
        (names.mail_of(sender), f"{names.to_mail(receiver)}.>"),
        (names.files_of(sender), f"{names.to_files(receiver)}.>"),
    )
    return "".join(
        f'      {{ service: {{ account: {receiver}, subject: "{subject}" }}, to: "{to}" }}\n'
        for subject, to in pairs
    )


def site_file(plan: Plan, member: Member) -> str:
    """The server at a site: no store of its own, one way to the centre."""
    urls = [f"tls://{node.address}:{node.ports.leaf}" for node in plan.nodes]
    return f"""# Server of site {member.name}, a leaf of network {plan.name}. {WRITTEN}
server_name: {member.name}
listen: "{member.listen}"
max_payload: 1MB
{_tls(plan, member.name, "verify_and_map: true")}
accounts {{
  {SYSTEM} {{ users: [] }}
  {member.name} {{ users: [ {{ user: "{member.name}" }} ] }}
}}
system_account: {SYSTEM}
ping_interval: "10s"
ping_max: 2
leafnodes {{
  reconnect: 1
  remotes: [ {{
    urls: {json.dumps(urls)}
    account: {member.name}
    {_tls(plan, member.name, "timeout: 5")}
  }} ]
}}
"""


def link_file(plan: Plan, member: Member) -> str:
    """What the installation of a site must know of this link, beside its certificates.

    They are named without a folder, as its user may not read that of the server.
    """
    sites = "".join(
        f"[sites.{m.name}]\ntitle = {json.dumps(m.site.title, ensure_ascii=False)}\n"
        f"codes = {json.dumps(m.site.codes)}\n"
        for m in plan.members
    )
    return f"""site = "{member.name}"
servers = ["tls://{member.listen}"]
authority = "{AUTHORITY}.pem"
certificate = "{member.name}.pem"
key = "{member.name}.key"
replicas = {plan.replicas}
{sites}"""


def _tls(plan: Plan, name: str, extra: str) -> str:
    folder = plan.folder
    return (
        f'tls {{ ca_file: "{folder}/{AUTHORITY}.pem", cert_file: "{folder}/{name}.pem", '
        f'key_file: "{folder}/{name}.key", {extra} }}'
    )
