"""Sends every form of the portal with values that nobody means, and looks for failures.

The forms are found in the pages, and the pages in the portal's own map: nothing is listed here.
"""

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin

from lxml import html
from werkzeug.test import TestResponse

from tests.support.portal_world import PortalWorld, Visitor

IDS = (1, 2, 3, 4)
LEAVING = re.compile(r"salir|baja")  # a walk that signs itself out sees no more
WILD = (
	"", " ", "0", "-1", "1E+60000000", "1E-60000000", "0E+60000000", "9" * 40, "9" * 5000, "NaN",
	"Infinity", "9999-12-31", "0001-01-01", "2026-02-30", "9999-12-31T23:59", "9999-12", "\x00",
	"\ud800", "\u202e", "\ufffe", "é" * 3000, "[" * 20_000, '["\ud800",1]', "W1tbWw",
	"{{ nombre }}", "{{", "<b>", "' OR 1=1", "%00", "../../etc/passwd", "$1.234,56", "1.234",
	"+5939", "\x1b", "WyJcdWQ4MDAiLDFd", "٣", "²", "true", "on", "null", "EC-P", "170101",
)  # fmt: skip
Pair = tuple[str, str]


@dataclass
class Form:
	"""A form of a page: where it goes, and what it sends if nobody touches it."""

	method: str
	action: str
	is_upload: bool
	fields: dict[str, list[str]] = field(default_factory=dict)
	files: list[str] = field(default_factory=list)


@dataclass
class PortalWalk:
	"""One kind of person's walk; `failures` are (method, address, what was sent, status)."""

	portal: PortalWorld
	username: str | None
	choose: random.Random = field(default_factory=lambda: random.Random(7))
	failures: list[tuple[str, str, str, int]] = field(default_factory=list)
	sent: int = 0

	def walk(self, requests: int) -> None:
		"""Send that many forms and addresses."""
		visitor = self.portal.open(self.username)
		forms = list(self._find_forms(visitor))
		pages = self.list_pages()
		assert forms
		self.sent = 0  # what found the forms was not wild
		assert pages
		while self.sent < requests:
			if self.choose.random() < 0.2:
				address = f"{self.choose.choice(pages)}?{urlencode_wild(self._make_query(forms))}"
				self._note("GET", address, "", visitor.get(address))
			else:
				self._send(visitor, self.choose.choice(forms))

	def list_pages(self) -> list[str]:
		"""Return the addresses of the portal's own map that are read, with each of `IDS`."""
		adapter = self.portal.app.url_map.bind("localhost")
		pages = set()
		for rule in self.portal.app.url_map.iter_rules():
			if "GET" not in (rule.methods or ()) or LEAVING.search(rule.rule):
				continue
			if rule.endpoint.endswith("static") or rule.endpoint.startswith("assets."):
				continue
			for number in IDS:
				values = dict.fromkeys(rule.arguments, number)
				try:
					pages.add(adapter.build(rule.endpoint, values))
				except (ValueError, TypeError):
					continue
		return sorted(pages)

	def _find_forms(self, visitor: Visitor) -> Iterator[Form]:
		seen = set()
		for page in self.list_pages():
			answer = visitor.get(page)
			self._note("GET", page, "", answer)
			if answer.status_code != 200 or "html" not in (answer.content_type or ""):
				continue
			page_text = answer.get_data() or b"<p></p>"
			for element in html.document_fromstring(page_text).iter("form"):
				form = read_form(element, page)
				key = (form.method, re.sub(r"\d+", "1", form.action), tuple(form.fields))
				if key not in seen and not LEAVING.search(form.action):
					seen.add(key)
					yield form

	def _make_query(self, forms: list[Form]) -> list[Pair]:
		names = sorted({name for form in forms if form.method == "GET" for name in form.fields})
		return [(n, self._choose_wild()) for n in self.choose.sample(names, min(3, len(names)))]

	def _send(self, visitor: Visitor, form: Form) -> None:
		pairs = list(self._fill(form))
		action = form.action.partition("?")[0]
		if form.method == "GET":
			address = f"{action}?{urlencode_wild(pairs)}"
			self._note("GET", address, "", visitor.get(address))
			return
		told = repr(pairs)[:600]
		if form.is_upload:
			answer = visitor.client.post(form.action, data=self._make_parts(form, pairs))
		else:
			kind = "application/x-www-form-urlencoded"
			body = urlencode_wild(pairs)
			answer = visitor.client.post(form.action, data=body, content_type=kind)
		self._note("POST", form.action, told, answer)

	def _fill(self, form: Form) -> Iterator[Pair]:
		"""Yield what is sent: mostly as the page has it, some of it wild, absent or doubled."""
		for name, values in form.fields.items():
			luck = self.choose.random()
			if name == "csrf_token" or luck < 0.4:
				yield from ((name, value) for value in values[:3])
			elif luck < 0.9:
				yield name, self._choose_wild()
			elif luck < 0.95:
				yield name, self._choose_wild()
				yield name, self._choose_wild()

	def _make_parts(self, form: Form, pairs: list[Pair]) -> dict[str, Any]:
		parts: dict[str, Any] = {n: v.encode("utf-8", "replace").decode() for n, v in pairs}
		for name in form.files:
			content = self._choose_wild().encode("utf-8", "surrogatepass")
			suffix = self.choose.choice((".csv", ".xlsx", ".json", ".html", ""))
			parts[name] = (io.BytesIO(content), f"archivo{suffix}")
		return parts

	def _choose_wild(self) -> str:
		return self.choose.choice(WILD)

	def _note(self, method: str, address: str, told: str, answer: TestResponse) -> None:
		self.sent += 1
		answer.get_data()
		if answer.status_code >= 500:
			self.failures.append((method, address[:300], told, answer.status_code))


def urlencode_wild(pairs: list[Pair]) -> str:
	"""Return pairs as a form sends them, half characters too."""
	return urlencode(pairs, errors="surrogatepass")


def read_form(element: html.FormElement, page: str) -> Form:
	"""Return a form with the values, options and files that it may send."""
	form = Form(
		method=str(element.get("method", "get")).upper(),
		action=urljoin(page, str(element.get("action") or page)),
		is_upload=element.get("enctype") == "multipart/form-data",
	)
	for control in element.iter("input", "select", "textarea", "button"):
		name = control.get("name")
		if not name:
			continue
		if control.get("type") == "file":
			form.files.append(str(name))
			continue
		values = [str(option.get("value", "")) for option in control.iter("option")]
		form.fields.setdefault(str(name), []).extend(
			values or [str(control.get("value") or control.text or "")]
		)
	return form
