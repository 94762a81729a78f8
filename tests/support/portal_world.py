"""A portal in this process whose siblings are fakes that answer over HTTP."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from typing import Any
from urllib.parse import urljoin

from flask import Flask, Response, request
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from lxml import html
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.config import PortalConfig
from tests.support.fakes.server import asked_at, build_fake_app, serve
from tests.support.fakes.staff import PASSWORD
from tests.support.fakes.world import World


class SharedBytecode(BytecodeCache):
	"""Templates compiled once per process: each test has a portal of its own."""

	KEPT: dict[str, bytes] = {}  # noqa: RUF012 - shared on purpose

	def load_bytecode(self, bucket: Bucket) -> None:
		if bucket.key in self.KEPT:
			bucket.bytecode_from_string(self.KEPT[bucket.key])

	def dump_bytecode(self, bucket: Bucket) -> None:
		self.KEPT[bucket.key] = bucket.bytecode_to_string()


@dataclass
class PortalWorld:
	"""The portal, what its siblings remember, and browsers without a screen."""

	app: Flask
	world: World
	asked: list[str] = field(default_factory=list)
	"""What the siblings were asked, in its order: ``GET campaigns/v1/staff?role=ADVISOR``."""

	def open(self, username: str | None = None) -> "Visitor":
		"""Return a visitor, signed in if a name is given."""
		visitor = Visitor(self.app.test_client())
		if username:
			answer = visitor.send("/ingreso", username=username, password=PASSWORD)
			assert answer.status_code == 303, answer.text
		return visitor


class Visitor:
	"""Asks for pages and sends forms with the token that they carry."""

	def __init__(self, client: FlaskClient) -> None:
		self.client = client

	def get(self, path: str, **options: object) -> TestResponse:
		return self.client.get(path, **options)

	def send(self, path: str, *, page: str = "/ingreso", **fields: object) -> TestResponse:
		"""Send a form to `path` with the CSRF token of `page`, and its record's version."""
		text = self.client.get(page, follow_redirects=True).text
		hidden = {"csrf_token": find_hidden(text, "csrf_token")}
		if version := find_hidden(text, "version"):
			hidden["version"] = version
		assert hidden["csrf_token"], text[:500]
		return self.client.post(path, data={**hidden, **fields})

	def resend(
		self, page: TestResponse, /, *, form: str = "//main//form", **changes: str | None
	) -> TestResponse:
		"""Send the form of a page as a browser does: as it is shown, but for some changes."""
		shown = html.document_fromstring(page.text).xpath(form)[0]
		fields: dict[str, list[str]] = {}
		for name, value in shown.form_values():
			fields.setdefault(name, []).append(value)
		fields |= {name: [] if value is None else [value] for name, value in changes.items()}
		return self.client.post(urljoin(page.request.path, shown.action), data=fields)

	def read_token(self, page: str) -> str:
		"""Return the CSRF token as a page carries it."""
		token = find_hidden(self.client.get(page, follow_redirects=True).text, "csrf_token")
		assert token
		return token


def find_hidden(text: str, name: str) -> str:
	"""Return the value of a page's hidden field, or an empty text."""
	found = re.search(rf'name="{name}" value="([^"]*)"', text)
	return found.group(1) if found else ""


def read_text(page: str) -> str:
	"""Return what a page says, in one line."""
	words = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
	return re.sub(r"(?<=«) | (?=[,.:;»])", "", words)


def read_typed(page: TestResponse) -> dict[str, str]:
	"""Return what the form of a page shows in its fields, of several values the last."""
	return dict(html.document_fromstring(page.text).xpath("//main//form")[0].form_values())


def read_faults(page: TestResponse) -> dict[str, str]:
	"""Return what a page says is wrong, by the field at which it says it; "" is at none."""
	tree = html.document_fromstring(page.text)
	faults = tree.xpath("//*[contains(@class, 'invalid-feedback')]")
	general = tree.xpath("//*[@data-error-summary]//li[not(a)]")
	found = [(one.get("id").removesuffix("-error"), one) for one in faults]
	found += [("", one) for one in general]
	return {name: one.text_content().strip() for name, one in found}


def note_texts(told: set[str], answer: Response) -> Response:
	"""Add the texts of an answer, at any depth; names of fields are none."""
	waiting: list[Any] = [answer.get_json(silent=True)] if answer.is_json else []
	while waiting:
		one = waiting.pop()
		if isinstance(one, dict):
			waiting += [*one.values(), *one]
		elif isinstance(one, list):
			waiting += one
		elif isinstance(one, str):
			told.add(one)
	return answer


def describe_request() -> str:
	"""Return what a sibling is asked."""
	return f"{request.method} {asked_at()}{request.full_path.removesuffix('?')}"


@contextmanager
def open_portal(told: set[str] | None = None) -> Iterator[PortalWorld]:
	"""Yield a portal with fresh siblings; `told` gets every text that they answer."""
	world = World()
	siblings = build_fake_app(world)
	if told is not None:
		siblings.after_request(partial(note_texts, told))
	asked: list[str] = []
	siblings.before_request(lambda: asked.append(describe_request()))
	with serve(siblings) as url:
		config = PortalConfig(
			customers_url=f"{url}/customers",
			campaigns_url=f"{url}/campaigns",
			mailer_url=f"{url}/mailer",
		)
		app = create_app(config)
		app.jinja_env.bytecode_cache = SharedBytecode()
		yield PortalWorld(app, world, asked)
