"""A journey goes through browser, mail and downloads alone: it imports nothing of the portal, and patches nothing."""

import ast
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUTSIDE = {"tests.authenticator", "tests.journeys", "tests.stacks"}


def imported(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_no_journey_imports_the_portal_or_its_factories():
    parts = {folder.name for folder in ROOT.iterdir() if (folder / "__init__.py").exists()}
    found = {
        f"{file.name}: {name}"
        for file in HERE.glob("*.py")
        for name in imported(file)
        if name.split(".")[0] in {*parts, "django"} and not name.startswith(tuple(OUTSIDE))
    }

    assert {"core", "claims", "tests"} <= parts
    assert found == set()


def test_no_journey_patches_anything():
    words = ("monkey" + "patch", "mo" + "ck", "over" + "ride_settings")

    assert [file.name for file in HERE.glob("*.py") if any(word in file.read_text() for word in words)] == []
