"""Whatever JSON says, it is read or refused with a ValueError, and cheaply."""

import ast
import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.kernel.data.pages import decode_cursor
from chasqui.kernel.errors import Invalid
from chasqui.kernel.plain_json import read_json
from tests.architecture.source import list_files

HOSTILE = (
	"[" * 100_000, '{"a":' * 100_000, '["\\ud800",1]', "[1E+60000000,1]", "[NaN,1]", "[Infinity,1]",
	"[" + "9" * 5000 + ",1]", "[[1],1]", '[{"a":1},1]', "{}", "", "[1E-60000000,1]",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_cursor_is_refused(text: str) -> None:
	cursor = base64.urlsafe_b64encode(text.encode()).decode()
	with pytest.raises(Invalid) as caught:
		decode_cursor(cursor, 2)
	assert caught.value.code == "bad_cursor"


@pytest.mark.parametrize("data", [b'["\xed\xa0\x80"]', b"\xff\xfe[", b"\x00"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
	with pytest.raises(ValueError, match=r".*"):
		read_json(data)


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
	try:
		found = read_json(data)
	except ValueError:
		return
	json.dumps(found, ensure_ascii=False, default=str).encode()


def test_no_edge_reads_json_by_itself() -> None:
	"""Bodies come through `read_body`, the rest through `read_json`."""
	edges = {"api", "pages", "soap", "repositories", "imports", "kernel"}
	own = {"plain_json.py", "keys.py"}  # the decoder, and our own key file
	found = set()
	for file in list_files("services", "chasqui/kernel"):
		if not edges & set(file.parts) or file.name in own:
			continue
		for node in ast.walk(ast.parse(file.read_text("utf-8"))):
			if isinstance(node, ast.Call) and ast.unparse(node.func) in (
				"json.loads", "request.get_json", "json.load",
			):  # fmt: skip
				found.add((file.name, ast.unparse(node)))
	# The assets' list of the build is trusted.
	assert {one for one in found if "read_text" not in one[1]} == set()
