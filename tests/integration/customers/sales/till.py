"""A company that sells, by the door."""

from itertools import count
from typing import Any

from tests.integration.customers.catalogue.test_catalogue import Shop

NUMBERS = count(1)
WAY = "/v1/sales"
MANAGER = "account_manager"


def make_key() -> dict[str, str]:
	return {"Idempotency-Key": f"sale-{next(NUMBERS)}"}


class Till(Shop):
	"""A shop with a customer, a service that costs 25.00 and a product that costs 80.00."""

	def open(self, *, stock: int = 5) -> None:
		self.customer = self.client.register()
		self.service = self.sell("25.00")
		self.router = self.sell("80.00", kind="Equipo", name="Router AX")
		if stock:
			self.move(self.router, stock, "receipt")

	def ask(self, *lines: Any, role: str = MANAGER, subject: str = "staff:1", **more: Any) -> Any:
		body = {"customer_id": self.customer["id"], "lines": list(lines), **more}
		return self.client.post(WAY, body, role=role, subject=subject, headers=make_key())

	def write(self, *lines: Any, **more: Any) -> Any:
		answer = self.ask(*(lines or (self.line(self.router),)), **more)
		assert answer.status_code == 201, answer.get_data(as_text=True)
		return answer.get_json()

	def line(self, item: Any, quantity: str = "1", **more: Any) -> dict[str, Any]:
		return {"item_id": item["id"], "quantity": quantity, **more}

	def act(self, sale: Any, step: str, *, role: str = MANAGER, **more: Any) -> Any:
		body = {"version": sale["version"], **more}
		way = f"{WAY}/{sale['id']}/{step}"
		return self.client.post(way, body, role=role, headers=make_key())

	def do(self, sale: Any, step: str, **more: Any) -> Any:
		answer = self.act(sale, step, **more)
		assert answer.status_code in (200, 201), answer.get_data(as_text=True)
		return answer.get_json()

	def invoice(self, *lines: Any, **more: Any) -> Any:
		return self.do(self.write(*lines, **more), "invoice")

	def pay(self, *lines: Any) -> Any:
		return self.do(self.invoice(*lines), "payment")

	def see(self, sale_id: int, **more: Any) -> Any:
		return self.client.get(f"{WAY}/{sale_id}", role=MANAGER, **more).get_json()

	def list_ids(self, query: str = "", **more: Any) -> list[int]:
		answer = self.client.get(f"{WAY}?{query}", **{"role": MANAGER, **more})
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return [one["id"] for one in answer.get_json()["items"]]

	def count_stock(self) -> int:
		found: int = self.show(self.router)["stock"]
		return found

	def read_move(self) -> tuple[int, str, int | None]:
		"""Return the last move of the product: how many, why, by which sale."""
		way = f"/v1/items/{self.router['id']}/stock"
		last = self.client.get(way).get_json()["items"][0]
		return last["quantity"], last["reason"], last["sale_id"]


def read_faults(answer: Any) -> dict[str, str]:
	"""Return the codes of what was refused, by field."""
	return {one["field"]: one["code"] for one in answer.get_json()["errors"]}
