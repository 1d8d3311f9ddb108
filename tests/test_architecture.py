"""The house holds: arrows fall, functions and files stay short, everything says what it returns (HOUSE ceilings)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "redaksi"
FLOORS = {
    "conf": 0,
    "formats": 1,
    "newsroom": 2,
    "wire": 3,
    "stories": 3,
    "discovery": 4,
    "accountability": 4,
    "desk": 5,
    "portal": 5,
    "syndication": 5,
    "delivery": 6,
}
# The composition root: it puts the house together and may import every room.
ROOT = {
    "settings",
    "urls",
    "wsgi",
    "serve",
    "cli",
    "setup",
    "stamp",
    "children",
    "house",
    "edge_process",
    "demo",
    "__main__",
    "__init__",
}
FUNCTION_LINES, FILE_LINES, TEMPLATE_LINES, ARGUMENTS = 40, 400, 120, 6
FORBIDDEN_ROOMS = {"utils", "core", "common", "helpers"}
# Modules that must run where no Django is: formats, and the edge with what it stands on.
WITHOUT_DJANGO = [
    "conf",
    "formats",
    "stamp",
    "serve",
    "delivery/edge",
    "delivery/edge_server",
    "delivery/store",
    "delivery/journal",
    "delivery/negotiate",
    "delivery/upstream",
    "delivery/reads",
]


def modules() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [alias.name for alias in node.names] if node.module == "redaksi" else [""]
            yield from ((node.lineno, f"{node.module}.{name}".rstrip(".")) for name in names)


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


PARSED = {path: ast.parse(path.read_text()) for path in modules()}
TESTS = [path.read_text() for path in sorted((PROJECT / "tests").rglob("test_*.py"))]
NAMES = [str(path.relative_to(PACKAGE)) for path in PARSED]


def test_every_module_stands_in_a_known_room():
    unknown = {room_of(path) for path in PARSED} - set(FLOORS) - ROOT
    assert not unknown
    assert not [path for path in PARSED if FORBIDDEN_ROOMS & set(path.relative_to(PACKAGE).with_suffix("").parts)]


def test_a_room_imports_lower_floors_only():
    wrong = []
    for path, tree in PARSED.items():
        room = room_of(path)
        if room in ROOT:
            continue
        for line, name in imports_of(tree):
            parts = name.split(".")
            if parts[0] != "redaksi" or len(parts) < 2 or parts[1] == room:
                continue
            if parts[1] not in FLOORS or FLOORS[parts[1]] >= FLOORS[room]:
                wrong.append(f"{path.relative_to(PROJECT)}:{line} imports {name}")
    assert not wrong


def test_foreign_keys_fall_too():
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("redaksi."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is None or isinstance(target, str) or not target.__module__.startswith("redaksi."):
                continue
            here, there = model.__module__.split(".")[1], target.__module__.split(".")[1]
            if here != there and FLOORS[there] >= FLOORS[here]:
                wrong.append(f"{model.__name__}.{field.name} points up to {target.__name__}")
    assert not wrong


def test_formats_and_the_edge_import_no_django():
    wrong = []
    for path, tree in PARSED.items():
        name = str(path.relative_to(PACKAGE).with_suffix(""))
        if name.startswith(tuple(WITHOUT_DJANGO)):
            wrong += [
                f"{name}:{line}" for line, each in imports_of(tree) if each.split(".")[0] in {"django", "wagtail"}
            ]
    assert not wrong


def test_functions_are_short_take_few_arguments_and_say_what_they_return():
    wrong = []
    for path, tree in PARSED.items():
        for function in functions_of(tree):
            where = f"{path.relative_to(PROJECT)}:{function.lineno} {function.name}"
            if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES:
                wrong.append(f"{where}: over {FUNCTION_LINES} lines")
            arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            if len([each for each in arguments if each.arg not in {"self", "cls"}]) > ARGUMENTS:
                wrong.append(f"{where}: over {ARGUMENTS} arguments")
            if function.returns is None:
                wrong.append(f"{where}: no return type")
    assert not wrong


def test_files_and_templates_are_short():
    wrong = [f"{p.relative_to(PROJECT)}: {n}" for p in PARSED if (n := lines_of(p)) > FILE_LINES]
    wrong += [f"{p.relative_to(PROJECT)}: {n}" for p in PACKAGE.rglob("*.html") if (n := lines_of(p)) > TEMPLATE_LINES]
    assert not wrong


def test_imports_stand_at_the_top():
    wrong = []
    for path, tree in PARSED.items():
        if room_of(path) == "cli":
            continue
        for function in functions_of(tree):
            if function.name == "ready" and path.name == "apps.py":
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    wrong.append(f"{path.relative_to(PROJECT)}:{node.lineno}")
    assert not wrong


def test_settings_are_read_in_one_place():
    wrong = [
        str(p)
        for p in PARSED
        if p.name != "conf.py" and re.search(r"getattr\(settings,|os\.environ\[\"RED", p.read_text())
    ]
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_each_module_has_a_twin_test(name):
    path = Path(name)
    if path.name in {"__init__.py", "__main__.py", "apps.py", "urls.py"} or path.parts[0] in {"settings.py", "wsgi.py"}:
        return
    stem = f"test_{path.stem.lstrip('_')}"
    folder = PROJECT / "tests" / path.parent
    # A package inside a room may be tested as a whole, through its own door.
    if (folder / f"{stem}.py").exists() or (
        len(path.parts) > 2 and (folder.parent / f"test_{path.parent.name}.py").exists()
    ):
        return
    # A piece of a module that was cut for its length may be tested with its siblings, by name.
    dotted = ".".join(("redaksi", *path.with_suffix("").parts))
    parent, _, name_ = dotted.rpartition(".")
    imported = re.compile(rf"{re.escape(dotted)}\b|from {re.escape(parent)} import [^\n]*\b{name_}\b")
    assert any(imported.search(text) for text in TESTS), (
        f"tests/{path.parent}/{stem}.py is missing and no test imports {dotted}"
    )


def lines_of(path: Path) -> int:
    return path.read_text().count("\n")
