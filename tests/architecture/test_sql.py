"""SQL stands in repositories: nobody else writes statements, neither as text nor with builders."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import PRODUCT, list_files, name_file

# Modules and folders that SQL is for; `list_files` leaves migrations out.
PLACES = {"repositories", "models"}
# Others whose matter is SQL, each with its reason; a name with a slash at its end is a folder.
ALLOWED = {
	"chasqui/kernel/data/": "sessions, pages, COPY and what all repositories share",
	"chasqui/kernel/feed/": "the log of events and its cursors, which every service has",
	"chasqui/kernel/jobs/": "the row of a long work, which repositories inherit",
	"chasqui/kernel/personal/": "erases by what the tables declare; it knows none by name",
	"chasqui/kernel/web/app.py": "SELECT 1: whether the database answers",
	"chasqui/kernel/web/idempotency.py": "keeps an answer in the transaction of what it answers",
	"services/customers/segments/domain/declared.py": "a criterion is declared whole, with what "
	"explains it; repositories put the texts together and run them",
	"chasqui/beat/lock.py": "the clock's lock is its connection: it has no session",
	"chasqui/stack/postgres.py": "makes the roles and databases of the embedded server",
	"chasqui/stack/mailbox/store.py": "keeps the demo's mails in SQLite",
}
# In capitals, as the house writes SQL: words for people do not look like this.
TEXT = re.compile(
	r"\bSELECT\s|\bINSERT\s+INTO\s|\bUPDATE\s+\S+(\s+(AS\s+)?\w+)?\s+SET\b|\bDELETE\s+FROM\s"
	r"|\bMERGE\s+INTO\s|\bCOPY\s.*\b(FROM|TO)\s+STD|\bTRUNCATE\s|\bLOCK\s+TABLE\s"
	r"|\b(CREATE|ALTER|DROP)\s+(TEMPORARY\s+|UNIQUE\s+)?(TABLE|INDEX|ROLE|DATABASE|TRIGGER)\b"
	r"|^\s*(FROM|(LEFT\s+)?JOIN|WHERE|ORDER\s+BY|GROUP\s+BY|ANALYZE|VACUUM|SET\s+LOCAL)\s",
	re.DOTALL,
)
BUILDERS = {
	"sqlalchemy": {"select", "insert", "update", "delete", "text", "exists", "union", "union_all"},
	"psycopg": {"sql"},
}


def list_sql(tree: ast.AST) -> set[str]:
	"""Return the SQL that a module writes: how its texts begin, and the builders it takes."""
	nodes = list(ast.walk(tree))
	prose = {id(one.value) for one in nodes if isinstance(one, ast.Expr)}
	names = {
		one.asname or one.name.split(".")[0]: one.name
		for node in nodes
		if isinstance(node, ast.Import)
		for one in node.names
	}
	found = set()
	for node in nodes:
		if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in prose:
			text = _read_text(node)
			found |= {" ".join(text.split())[:40]} if TEXT.search(text) else set()
		elif isinstance(node, ast.ImportFrom):
			found |= {one.name for one in node.names if _is_builder(node.module or "", one.name)}
		elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
			is_builder = _is_builder(names.get(node.value.id, ""), node.attr)
			found |= {node.attr} if is_builder else set()
	return found


def _read_text(node: ast.Constant | ast.JoinedStr) -> str:
	"""Return the text of a string, with a word for each place that an f-string fills."""
	if isinstance(node, ast.Constant):
		return node.value if isinstance(node.value, str) else ""
	return "".join(_read_text(one) if isinstance(one, ast.Constant) else "x" for one in node.values)


def _is_builder(module: str, name: str) -> bool:
	return name in BUILDERS.get(module.split(".")[0], set())


def is_place(name: str) -> bool:
	"""Return whether a file is a repository, a model, or another that may write SQL."""
	return name.startswith(tuple(ALLOWED)) or bool(PLACES & set(Path(name).with_suffix("").parts))


@cache
def find_sql() -> dict[str, set[str]]:
	"""Return what SQL each file of the product writes."""
	read = {file: list_sql(ast.parse(file.read_text("utf-8"))) for file in list_files(*PRODUCT)}
	return {name_file(file): found for file, found in read.items() if found}


class TestSql:
	def test_sql_stands_in_repositories_and_models(self) -> None:
		found = find_sql()
		assert len([name for name in found if "/repositories" in name]) > 50
		wrong = {name: sql for name, sql in found.items() if not is_place(name)}
		assert wrong == {}

	def test_what_may_write_sql_does(self) -> None:
		found = find_sql()
		assert [one for one in ALLOWED if not any(name.startswith(one) for name in found)] == []

	@pytest.mark.parametrize(
		"text",
		[
			"Q = 'SELECT 1'",
			"Q = '''\n\tWITH one AS (SELECT id FROM t) DELETE FROM t'''",
			"run(f'UPDATE {table} AS was SET a = 1')",
			"run('INSERT INTO t VALUES (1)')",
			"run('COPY t FROM STDIN')",
			"run('LOCK TABLE t')",
			"Q = 'a' + ' WHERE id = 1'",
			"run('DROP INDEX i')",
			"from sqlalchemy import select",
			"from sqlalchemy.dialects.postgresql import insert as put",
			"import sqlalchemy as sa\nsa.text('a')",
			"import sqlalchemy\nsqlalchemy.delete(t)",
			"from psycopg import sql",
		],
	)
	def test_every_way_of_writing_is_seen(self, text: str) -> None:
		assert list_sql(ast.parse(text))

	@pytest.mark.parametrize(
		"text",
		[
			"'SELECT 1, a docstring'",
			"say('Select the file')",
			"from sqlalchemy.orm import Session",
			"import psycopg\npsycopg.connect()",
			"values.update(a=1)",
		],
	)
	def test_other_words_are_not_taken_for_it(self, text: str) -> None:
		assert not list_sql(ast.parse(text))
