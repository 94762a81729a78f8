"""What real clients send, byte by byte, and what they are answered.

The requests of zeep, npm soap and PHP were recorded from the examples of the documentation; those
of Apache CXF and .NET are written in the shapes that these send. Where each message says its moment
and a word of its own, NONCE and CREATED stand for them. A meant change of the answers renews them:
``CHASQUI_RENEW_GOLDEN=1 pytest tests/integration/risk_soap/test_golden.py``.
"""

import base64
import io
import os
import secrets
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from chasqui.kernel.clock import read_now
from chasqui.stack.places import REPOSITORY
from risk_soap.app.web import create_app
from risk_soap.config import RiskConfig

FOLDER = REPOSITORY / "tests" / "golden" / "risk"
REQUESTS = sorted(FOLDER.glob("*/*.request.http"))
RENEW = "CHASQUI_RENEW_GOLDEN" in os.environ


@pytest.mark.covers("K31")
class TestGolden:
	@pytest.mark.parametrize(
		"path", REQUESTS, ids=lambda path: str(path.relative_to(FOLDER)).partition(".request")[0]
	)
	def test_a_known_client_gets_the_known_answer(self, loaded: RiskConfig, path: Path) -> None:
		version = path.parent.name.rpartition("-")[2]
		name = path.name.partition(".")[0]
		expected = FOLDER / "answers" / f"{name}-{version}.http"
		answer = ask(create_app(loaded), freshen(path.read_bytes()))
		if RENEW:
			expected.parent.mkdir(exist_ok=True)
			expected.write_bytes(answer)
		assert answer == expected.read_bytes()

	def test_each_client_is_there_in_both_versions(self) -> None:
		clients = {path.parent.name for path in REQUESTS}
		for name in ("zeep", "node", "php", "curl", "cxf", "dotnet"):
			assert {f"{name}-1.1", f"{name}-1.2"} <= clients


def freshen(request: bytes) -> bytes:
	"""Return a request with the moment and the nonce that its client would write now."""
	created = read_now().strftime("%Y-%m-%dT%H:%M:%SZ").encode()
	nonce = base64.b64encode(secrets.token_bytes(16))
	return request.replace(b">NONCE<", b">%b<" % nonce).replace(b">CREATED<", b">%b<" % created)


def ask(app: Any, request: bytes) -> bytes:
	"""Return status, content type and body of the answer to a request written as HTTP is."""
	head, _, body = request.partition(b"\n\n")
	headers = message_from_bytes(head)
	environ = {
		"REQUEST_METHOD": "POST",
		"PATH_INFO": "/",
		"QUERY_STRING": "",
		"CONTENT_TYPE": headers["Content-Type"],
		"CONTENT_LENGTH": str(len(body)),
		"HTTP_AUTHORIZATION": headers.get("Authorization", ""),
		"HTTP_X_REQUEST_ID": "correlacion-de-oro",
		"wsgi.input": io.BytesIO(body),
	}
	started: list[str] = []

	def start(line: str, pairs: list[tuple[str, str]]) -> None:
		started.append(f"{line}\nContent-Type: {dict(pairs)['Content-Type']}\n\n")

	answer = b"".join(app(environ, start))
	return started[0].encode() + answer + b"\n"
