"""No address that somebody hands us leads a browser away from the portal."""

import ast
from urllib.parse import urljoin

import pytest
from flask import Flask, Response
from hypothesis import example, given
from hypothesis import strategies as st

from portal.session.local_ways import WAYS, guard_ways, keep_local
from tests.architecture.source import list_files, name_file

HOME = "http://portal.test"
# What browsers do before they read an address (WHATWG URL, 4.4).
DROPPED = dict.fromkeys(map(ord, "\t\r\n"))
EDGES = "".join(map(chr, range(0x21)))
PIECES = st.sampled_from(
	(
		"/", "\\", "\t", "\n", "\r", "\0", " ", "\x7f", ":", "@", "?", "#", ".", "[", "%09", "%2f",
		"http", "javascript", "evil.example", "campanas", "\u2028", "\xad", "\uff0f",
	)
)  # fmt: skip


class TestKeepLocal:
	@given(st.lists(PIECES, max_size=8).map("".join) | st.text())
	@example("/\t/evil.example/x")
	@example("\t//evil.example")
	@example("/\\evil.example")
	@example("//[evil")
	def test_what_is_kept_stays_here(self, target: str) -> None:
		kept = keep_local(target)
		if kept is not None:
			assert read_as_browser(kept).startswith(f"{HOME}/")

	@pytest.mark.parametrize("path", ["/campanas/", "/clientes/?q=Ana%20P&page=2", "/a//b", "/ñ"])
	def test_paths_of_ours_are_kept(self, path: str) -> None:
		assert keep_local(path) == path


class TestGuardWays:
	@pytest.mark.parametrize("name", WAYS)
	@pytest.mark.parametrize("target", ["http://evil.example/", "//evil.example", "evil", ""])
	def test_no_answer_leads_out(self, name: str, target: str) -> None:
		app = Flask("test")
		guard_ways(app)
		app.add_url_rule("/", view_func=lambda: Response(headers={name: target}))
		assert app.test_client().get("/").headers[name] == "/"

	def test_an_address_without_its_last_slash_leads_to_the_page(self) -> None:
		app = Flask("test")
		guard_ways(app)
		app.add_url_rule("/clientes/", view_func=lambda: "")
		answer = app.test_client().get("/clientes?q=ana")
		assert answer.headers["Location"] == "/clientes/?q=ana"


class TestSources:
	def test_every_way_from_a_request_is_kept_local(self) -> None:
		"""Whoever leads to what a request says asks `keep_local` at that very place."""
		loose = {
			f"{name_file(file)}:{node.lineno}"
			for file in list_files("services/portal")
			for node in ast.walk(ast.parse(file.read_text("utf-8")))
			if isinstance(node, ast.Call) and read_name(node) == "redirect" and reads_request(node)
		}
		assert loose == set()


def read_as_browser(target: str) -> str:
	"""Return where a browser goes that is told this on a page of ours."""
	return urljoin(f"{HOME}/", target.strip(EDGES).translate(DROPPED).replace("\\", "/"))


def read_name(node: ast.AST) -> str:
	called = node.func if isinstance(node, ast.Call) else None
	return called.id if isinstance(called, ast.Name) else ""


def reads_request(node: ast.AST) -> bool:
	"""Tell whether an expression reads the request outside of `keep_local` and `url_for`."""
	if read_name(node) in ("keep_local", "url_for"):
		return False
	if isinstance(node, ast.Name) and node.id == "request":
		return True
	return any(reads_request(child) for child in ast.iter_child_nodes(node))
