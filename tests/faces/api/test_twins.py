"""Whatever a person can do on a screen, a program can do: every action is called from here."""

import ast
from collections.abc import Iterator

from tests.support.source import python_files, tree_of

# Actions no program calls, each with the reason.
APART = {
    # signing in belongs to a browser; a token is made once there
    "add_passkey": "a passkey is made by the browser",
    "remove_passkey": "where passkeys are made",
    "enrol_totp": "its secret is shown as a picture",
    "remove_totp": "asks for the second factor",
    "make_recovery_codes": "shown once, to be printed",
    "sign_out": "a token has no session to end",
    "switch_seat": "a token acts from one post",
    # a key is registered where its PIN is typed and its device is
    "register_key": "asks for the PIN of a device, on the screen",
    "withdraw_key": "where keys are registered",
    "register_image": "a picture is chosen by looking at it",
    "register_seal": "a picture is chosen by looking at it",
    # steps of the system, inside other acts or jobs
    "begin_signing": "part of signing",
    "finish_signing": "part of signing",
    "begin_sealing": "part of sealing",
    "finish_sealing": "part of sealing",
    "create_draft": "part of starting a draft",
    "create_copy": "part of making a copy",
    "mark_issued": "part of issuing",
    "withdraw": "part of answering a recall",
    "deliver": "the worker's",
    "rename_known": "part of taking over a directory",
    "know_agency": "part of routing and of receiving",
    "keep": "the worker's",
    "settle": "the worker's",
    "settle_sent": "the worker's",
    "refuse": "the worker's",
    "tell_failure": "the worker's",
    "keep_readings": "the worker's",
    "keep_text": "the worker's",
    "keep_check": "the worker's",
    "suspect_secret": "the worker's",
    "tell_damage": "the worker's",
    "refresh": "the worker's, each night",
    "seal": "the worker's",
    "tell": "part of exporting a table",
    "put_file": "part of attaching and replacing a file",
    "set_aside": "part of replacing a file",
    "tie": "part of relating documents",
    "correct_issued": "part of correcting and sending the correction",
    "run_all": "figures that belong together",
    "write_text": "part of writing a report",
}


def test_every_action_has_a_twin_or_a_reason() -> None:
    missing = set(_actions()) - set(_called()) - set(APART)
    assert missing == set()


def test_no_reason_outlives_its_action() -> None:
    assert set(APART) - set(_actions()) == set()


def _actions() -> Iterator[str]:
    """Public functions marked as actions, below the faces."""
    for path in python_files("vanthu"):
        if path.parts[-3:][0] == "faces" or "faces" in path.parts:
            continue
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                marks = [mark.id for mark in node.decorator_list if isinstance(mark, ast.Name)]
                if "action" in marks:
                    yield node.name


def _called() -> Iterator[str]:
    """Every name the acts, the books and the API mention."""
    for folder in ("acts", "api", "books", "imports"):
        for path in python_files(f"vanthu/faces/{folder}"):
            for node in ast.walk(tree_of(path)):
                if isinstance(node, ast.Attribute):
                    yield node.attr
                elif isinstance(node, ast.Name):
                    yield node.id
