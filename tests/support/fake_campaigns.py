"""A campaigns service for tests of its siblings: real HTTP, made-up answers, breakable streams."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

from chasqui.kernel.texts.text import say
from chasqui.kernel.web.languages import negotiate_language
from tests.support.serving import begin_serving

UNKNOWN = say("La campaña no existe.")

TRAILER = "#rows\t{}\n"


def make_row(run_id: int, number: int, **changes: Any) -> str:
	"""Return one line of a recipient stream (COPY text), of a synthetic person."""
	row: dict[str, Any] = {
		"key": f"c{number}",
		"customer": number,
		"email": f"persona{number}@example.com",
		"may_email": "t",
		"values": {"nombre": f"Persona Nº {number}", "primer_nombre": "Persona", "campana": "X"},
		**changes,
	}
	email = "\\N" if row["email"] is None else row["email"]
	values = json.dumps(row["values"]).replace("\\", "\\\\")
	return f"{run_id}\t{row['key']}\t{row['customer']}\t{email}\t{row['may_email']}\t{values}\n"


@dataclass
class FakeCampaigns:
	"""Set the fields; `rows` are changes of `make_row`, one per recipient."""

	campaign: dict[str, Any] = field(
		default_factory=lambda: {
			"campaign_id": 7,
			"name": "Campaña sintética",
			"phase": "in_execution",
			"audience_id": 70,
			"design_id": 1,
			"subject": None,
		}
	)
	monthly: list[dict[str, Any]] = field(default_factory=list)
	events: list[dict[str, Any]] = field(default_factory=list)
	to_call: set[tuple[int, int]] = field(default_factory=set)
	"""Customers that advisors have to call, each with the advisor."""
	people: list[dict[str, Any]] = field(default_factory=list)
	"""Whom customers would know: as `ReachablePerson` says them."""
	are_people_away: bool = False
	rows: list[dict[str, Any]] = field(default_factory=list)
	before_end: Callable[[], object] | None = None  # done while the stream is open
	break_after: int | None = None  # rows after which the stream breaks …
	break_kindly: bool = False  # … ended as if whole, or by an exception
	streams: int = 0

	def __enter__(self) -> "FakeCampaigns":
		self._server = make_server("127.0.0.1", 0, self._build_app(), threaded=True)
		self._thread = begin_serving(self._server)
		return self

	def __exit__(self, *_: object) -> None:
		self._server.shutdown()
		self._thread.join(10)

	@property
	def url(self) -> str:
		return f"http://127.0.0.1:{self._server.port}"

	def add_event(self, name: str, **payload: Any) -> None:
		"""Tell an event in the feed."""
		number = len(self.events) + 1
		self.events.append(
			{
				"event_id": f"00000000-0000-4000-8000-{number:012d}",
				"cursor": f"{number}.{number}",
				"name": name,
				"payload": payload,
				"happened_at": "2026-11-01T12:00:00Z",
			}
		)

	def _build_app(self) -> Flask:
		app = Flask("fake-campaigns")
		negotiate_language(app)

		@app.post("/v1/token")
		def give_token() -> Response:
			return jsonify(access_token="test", token_type="Bearer", expires_in=600)

		@app.get("/v1/campaigns/<int:campaign_id>/for-mail")
		def show_campaign(campaign_id: int) -> Any:
			if campaign_id != self.campaign["campaign_id"]:
				return jsonify(detail=str(UNKNOWN), code="campaign_not_found"), 404
			return jsonify(self.campaign)

		@app.get("/v1/monthly-mailings")
		def list_monthly() -> Response:
			return jsonify(items=self.monthly)

		@app.get("/v1/recipients/<source_ref>")
		def stream(source_ref: str) -> Response:
			self.streams += 1
			run_id = int(request.args["run_id"])
			return Response(self._write_rows(run_id), mimetype="text/tab-separated-values")

		@app.get("/v1/events")
		def list_events() -> Response:
			after = read_position(request.args["after"])
			items = [one for one in self.events if read_position(one["cursor"]) > after]
			cursor = f"{len(self.events)}.{len(self.events)}"
			return jsonify(items=items, next_cursor=cursor)

		self._add_people(app)
		return app

	def _add_people(self, app: Flask) -> None:
		"""Add what customers would say of people."""

		@app.get("/v1/customers/<int:customer_id>/advisors/<int:staff_id>")
		def show_link(customer_id: int, staff_id: int) -> Response:
			return jsonify(is_theirs=(customer_id, staff_id) in self.to_call)

		@app.post("/v1/reachable-people")
		def find_reachable() -> Any:
			if self.are_people_away:
				return jsonify(detail="away", code="away"), 503
			asked = request.get_json()
			names = ("customer_id", "email")
			found = [
				one
				for one in self.people
				if any(asked.get(name) == one[name] is not None for name in names)
			]
			return jsonify(items=found)

	def _write_rows(self, run_id: int) -> Iterator[bytes]:
		block: list[str] = []
		for number, changes in enumerate(self.rows, start=1):
			if self.break_after is not None and number > self.break_after:
				yield "".join(block).encode()
				if self.break_kindly:
					return
				raise RuntimeError("the stream breaks here, as the test asked")
			block.append(make_row(run_id, number, **changes))
			if len(block) == 1000:
				yield "".join(block).encode()
				block = []
		if self.before_end is not None:
			self.before_end()
		yield "".join(block).encode() + TRAILER.format(len(self.rows)).encode()


def read_position(cursor: str) -> tuple[int, int]:
	"""Return a cursor of the feed as it is ordered."""
	transaction, number = cursor.split(".")
	return int(transaction), int(number)
