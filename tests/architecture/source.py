"""Reads the project's own Python files, for the tests that keep the house rules."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from chasqui.stack.places import REPOSITORY

PRODUCT = ("chasqui", "services")


@cache
def list_files(*folders: str) -> tuple[Path, ...]:
	"""Return the tracked and new Python files below these folders, migrations left out."""
	command = ["git", "ls-files", "-co", "--exclude-standard", "--", *folders]
	listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
	paths = (REPOSITORY / line for line in listed.stdout.splitlines() if line.endswith(".py"))
	return tuple(path for path in paths if path.exists() and "migrations" not in path.parts)


def count_lines(path: Path) -> int:
	return len(path.read_text("utf-8").splitlines())


def iterate_functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
	"""Yield the functions and methods of a file."""
	for node in ast.walk(ast.parse(path.read_text("utf-8"))):
		if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
			yield node


def is_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
	"""Return whether a function is read like an attribute."""
	names = {ast.unparse(decorator) for decorator in node.decorator_list}
	return any("property" in name or name.endswith(".setter") for name in names)


def measure_function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
	"""Return a function's lines, its docstring left out."""
	lines = (node.end_lineno or node.lineno) - node.lineno + 1
	first = node.body[0]
	if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
		lines -= (first.end_lineno or first.lineno) - first.lineno + 1
	return lines


def name_file(path: Path) -> str:
	return str(path.relative_to(REPOSITORY))
