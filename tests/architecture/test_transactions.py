"""Transactions belong to the edges and to engines: what these call neither opens nor ends one."""

import ast

import pytest

from tests.architecture.source import list_files, name_file

CALLED = {"domain", "use_cases", "repositories", "models", "clients"}
ENDING = {"commit", "rollback", "transaction"}


def list_endings(source: str) -> set[str]:
	"""Return the calls by which a module begins or ends transactions."""
	calls = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call))
	return {
		one.func.attr
		for one in calls
		if isinstance(one.func, ast.Attribute) and one.func.attr in ENDING
	}


class TestTransactions:
	def test_only_engines_and_edges_end_them(self) -> None:
		called = [one for one in list_files() if CALLED.intersection((*one.parent.parts, one.stem))]
		assert called
		found = {name_file(one): list_endings(one.read_text("utf-8")) for one in called}
		assert {name: calls for name, calls in found.items() if calls} == {}

	@pytest.mark.parametrize("source", ["self._connection.commit()", "with a.b.transaction(): ..."])
	def test_what_ends_one_is_seen(self, source: str) -> None:
		assert list_endings(source)
