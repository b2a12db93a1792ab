"""The `vanthu` command: its subcommands are loaded only when called, so that `--help` is quick."""

import importlib
import os

import click
import django

# name -> (module, whether it needs the database, one line of help)
COMMANDS: dict[str, tuple[str, bool, str]] = {
    "serve": ("vanthu.faces.cli.serve", True, "Start the web server (and the worker)."),
    "worker": ("vanthu.faces.cli.worker", True, "Run queued and scheduled work."),
    "setup": ("vanthu.faces.cli.setup", True, "Create or update the database tables."),
    "check": ("vanthu.faces.cli.check", True, "Check settings, database, files and registers."),
    "demo": ("vanthu.faces.cli.demo", True, "Load the demo province with N documents."),
    "axis-simulator": (
        "vanthu.faces.cli.axis_simulator",
        False,
        "Play the national axis on this machine, faults included.",
    ),
    "demo-axis": ("vanthu.faces.cli.demo_axis", True, "Play the axis of the demo."),
    "account": ("vanthu.faces.cli.account", True, "Create accounts and reset passwords."),
    "read": ("vanthu.faces.cli.read", False, "Read the fields of PDF, DOCX or scanned files."),
    "check-layout": (
        "vanthu.faces.cli.check_layout",
        False,
        "Check layout and capitals of PDF and DOCX files.",
    ),
    "edxml": ("vanthu.faces.cli.edxml", False, "Read and write messages of the national axis."),
    "exchange": ("vanthu.faces.cli.exchange", True, "Links to other installations."),
    "verify": ("vanthu.faces.cli.verify", True, "Check the signatures of PDF files."),
    "trust": ("vanthu.faces.cli.trust", True, "Whose signatures are trusted."),
    "figures": ("vanthu.faces.cli.figures", False, "Check the figures printed in reports."),
    "report": ("vanthu.faces.cli.report", True, "Write reports out of figures."),
    "search": ("vanthu.faces.cli.search", True, "Search as a given user."),
    "journal": ("vanthu.faces.cli.journal", True, "Verify, export and seal the journal."),
    "files": ("vanthu.faces.cli.files", True, "Check the stored files against their hashes."),
    "backup": ("vanthu.faces.cli.backup", True, "Write database and files into one archive."),
    "restore": ("vanthu.faces.cli.restore", True, "Restore an archive and verify it."),
    "nats": ("vanthu.faces.cli.nats", False, "Write the brokers' files; look after a site's box."),
    "openapi": ("vanthu.faces.cli.openapi", True, "Print the API's OpenAPI description."),
    "diagrams": ("vanthu.faces.cli.diagrams", True, "Print the state machines as diagrams."),
}

# Commands whose work is done in a process of its own (module, what begins it): its libraries load
# while this one loads Django, which takes about as long.
BESIDE = {"verify": ("vanthu.ground.signing.verifying.apart", "begin_apart")}


class Commands(click.Group):
    """A group whose commands are imported at the moment they are called."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Import the command's module, after Django when it needs the database."""
        if name not in COMMANDS:
            return None
        module, needs_django, _ = COMMANDS[name]
        if name in BESIDE:
            beside, begin = BESIDE[name]
            getattr(importlib.import_module(beside), begin)()
        if needs_django:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vanthu.config.settings")
            django.setup()
        command = getattr(importlib.import_module(module), name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from COMMANDS, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in COMMANDS.items()])


@click.group(cls=Commands)
@click.version_option(package_name="vanthu")
def main() -> None:
    """Quản lý văn bản và điều hành - the document management of a province.

    A first start:  vanthu setup  ·  vanthu demo  ·  vanthu serve --with-worker

    Settings come from the environment: DATABASE_URL (empty: SQLite in var/), VANTHU_VAR,
    VANTHU_FILES, SECRET_KEY, ALLOWED_HOSTS, SMTP_HOST ... ; `vanthu check` tells what is wrong.
    """
