"""A company that quotes, by the door."""

from typing import Any

from tests.integration.customers.sales.till import MANAGER, Till, make_key

WAY = "/v1/quotes"


class QuoteTill(Till):
	"""A till that writes quotes too."""

	def ask_quote(
		self, *lines: Any, role: str = MANAGER, subject: str = "staff:1", **more: Any
	) -> Any:
		body = {"customer_id": self.customer["id"], "lines": list(lines), **more}
		return self.client.post(WAY, body, role=role, subject=subject, headers=make_key())

	def quote(self, *lines: Any, **more: Any) -> Any:
		answer = self.ask_quote(*(lines or (self.line(self.router),)), **more)
		assert answer.status_code == 201, answer.get_data(as_text=True)
		return answer.get_json()

	def act_quote(
		self, quote: Any, step: str, *, role: str = MANAGER, subject: str = "staff:1", **more: Any
	) -> Any:
		body = {"version": quote["version"], **more}
		way = f"{WAY}/{quote['id']}/{step}"
		return self.client.post(way, body, role=role, subject=subject, headers=make_key())

	def do_quote(self, quote: Any, step: str, **more: Any) -> Any:
		answer = self.act_quote(quote, step, **more)
		assert answer.status_code in (200, 201), answer.get_data(as_text=True)
		return answer.get_json()

	def issue(self, *lines: Any, **more: Any) -> Any:
		return self.do_quote(self.quote(*lines, **more), "issue")

	def accept(self, *lines: Any, **more: Any) -> Any:
		return self.do_quote(self.issue(*lines, **more), "acceptance")

	def see_quote(self, quote_id: int, **more: Any) -> Any:
		return self.client.get(f"{WAY}/{quote_id}", **{"role": MANAGER, **more}).get_json()

	def list_quotes(self, query: str = "", **more: Any) -> list[int]:
		answer = self.client.get(f"{WAY}?{query}", **{"role": MANAGER, **more})
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return [one["id"] for one in answer.get_json()["items"]]
