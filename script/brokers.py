"""NATS servers of a test's or a measurement's own, in a temporary folder on free ports.

The same files as an installation's, made by the same generator: mutual TLS, an account per site.
"""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from natsserver import find_nats
from steps import Trouble
from vanthu.office.interchange.drivers.jetstream.network.config import write_network
from vanthu.office.interchange.drivers.jetstream.network.plan import Member, Node, Plan, Ports
from vanthu.office.interchange.drivers.jetstream.settings import Settings, Site

PATIENCE = 20.0


class Server:
    """One nats-server process; it may be killed and started again on what it had stored."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens."""
        program = find_nats()
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [program, "-c", "nats-server.conf"], cwd=self.folder, stdout=log, stderr=log
            )
        until = time.monotonic() + PATIENCE
        while not _listens(self.port):
            if self.process.poll() is not None or time.monotonic() > until:
                raise Trouble(f"nats-server: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as an operator would."""
        self._end(signal.SIGTERM)

    def reload(self) -> None:
        """Let it read its file again."""
        assert self.process
        self.process.send_signal(signal.SIGHUP)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)
            self.process = None


class Network:
    """Servers of a plan; `leaves` when each site has its own, else sites ask the centre itself."""

    def __init__(self, folder: Path, plan: Plan, leaves: bool) -> None:
        self.folder, self.plan = folder, plan
        write_network(plan, folder)
        self.nodes = [Server(folder / n.name, n.ports.client) for n in plan.nodes]
        ports = {m.name: int(m.listen.rpartition(":")[2]) for m in plan.members}
        self.leaves = {n: Server(folder / n, p) for n, p in ports.items()} if leaves else {}

    def start(self) -> None:
        """Start whatever does not run."""
        for server in (*self.nodes, *self.leaves.values()):
            if server.process is None:
                server.start()

    def kill(self) -> None:
        """Kill whatever runs."""
        for server in (*self.leaves.values(), *self.nodes):
            server.kill()

    def settings(self, site: str, **others: object) -> Settings:
        """The settings of an installation."""
        ports = [self.leaves[site].port] if self.leaves else [node.port for node in self.nodes]
        folder = self.folder / site
        values: dict[str, object] = {
            "site": site,
            "servers": tuple(f"tls://127.0.0.1:{port}" for port in ports),
            "authority": folder / "authority.pem",
            "certificate": folder / f"{site}.pem",
            "key": folder / f"{site}.key",
            "sites": {member.name: member.site for member in self.plan.members},
            "replicas": self.plan.replicas,
        }
        return Settings(**{**values, **others})  # type: ignore[arg-type]


@contextmanager
def network(
    folder: Path, sites: Sequence[str], nodes: int = 1, leaves: bool = False
) -> Iterator[Network]:
    """A running network, killed at the end; the code of a site's agency is its name in capitals."""
    made = Network(folder, _plan(sites, nodes), leaves)
    try:
        made.start()
        yield made
    finally:
        made.kill()


def _plan(sites: Sequence[str], nodes: int) -> Plan:
    ports = free_ports(3 * nodes + len(sites))
    return Plan(
        name="test",
        folder=".",
        nodes=tuple(
            Node(
                name=f"hub-{number}",
                address="127.0.0.1",
                store="store",
                ports=Ports(client=ports.pop(), cluster=ports.pop(), leaf=ports.pop()),
            )
            for number in range(1, nodes + 1)
        ),
        members=tuple(
            Member(name=s, site=Site(codes=(s.upper(),)), listen=f"127.0.0.1:{ports.pop()}")
            for s in sites
        ),
    )


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
