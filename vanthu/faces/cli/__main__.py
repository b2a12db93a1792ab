"""`python -m vanthu.faces.cli` is the `vanthu` command."""

from vanthu.faces.cli.main import main

main(prog_name="vanthu")
