"""A company that looks after machines, by the door."""

from datetime import timedelta
from typing import Any

from tests.integration.customers.sales.till import MANAGER, Till, make_key, read_faults

WAY, ORDERS, PLANS = "/v1/equipment", "/v1/service-orders", "/v1/service-plans"


class Workshop(Till):
	"""A till whose customer has bought a router; its machines are of the type «Equipo»."""

	def ask_add(self, *, role: str = MANAGER, **changes: Any) -> Any:
		body = {
			"customer_id": self.customer["id"], "type_id": self.types["Equipo"]["id"],
			"brand": "John Deere", "model": "5075E", "meter": "hours", **changes,
		}  # fmt: skip
		return self.client.post(WAY, body, role=role)

	def add_machine(self, **changes: Any) -> Any:
		answer = self.ask_add(**changes)
		assert answer.status_code == 201, answer.get_data(as_text=True)
		return answer.get_json()

	def find_faults(self, **changes: Any) -> dict[str, str]:
		answer = self.ask_add(**changes)
		assert answer.status_code in (409, 422), answer.get_data(as_text=True)
		return read_faults(answer)

	def change(self, machine: Any, **changes: Any) -> Any:
		body = {"version": self.see_machine(machine)["version"], **changes}
		return self.client.patch_path(f"{WAY}/{machine['id']}", body, role=MANAGER)

	def see_machine(self, machine: Any) -> Any:
		answer = self.client.get(f"{WAY}/{machine['id']}", role=MANAGER)
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()

	def ask_read(self, machine: Any, value: object, days: int = 0, **more: Any) -> Any:
		day = (self.today + timedelta(days=days)).isoformat()
		body = {"value": str(value), "read_on": day, **more}
		way = f"{WAY}/{machine['id']}/readings"
		return self.client.post(way, body, role=MANAGER, headers=make_key())

	def read(self, machine: Any, value: object, days: int = 0, **more: Any) -> Any:
		answer = self.ask_read(machine, value, days, **more)
		assert answer.status_code == 201, answer.get_data(as_text=True)
		return answer.get_json()

	def void(self, machine: Any, reading: Any) -> Any:
		way = f"{WAY}/{machine['id']}/readings/{reading['id']}/void"
		return self.client.post(way, None, role=MANAGER)

	def list_machines(self, query: str = "", *, role: str = MANAGER, **more: Any) -> list[int]:
		answer = self.client.get(f"{WAY}?{query}", role=role, **more)
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return [one["id"] for one in answer.get_json()["items"]]

	def set_plan(self, **terms: Any) -> Any:
		body = {"brand": "john deere", "model": "5075-e", **terms}
		answer = self.client.post(PLANS, body, role=MANAGER)
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()

	def ask_own_plan(self, machine: Any, **terms: Any) -> Any:
		body = {"version": self.see_machine(machine)["plan"]["version"], **terms}
		return self.client.put_path(f"{WAY}/{machine['id']}/plan", body, role=MANAGER)

	def set_own_plan(self, machine: Any, **terms: Any) -> Any:
		answer = self.ask_own_plan(machine, **terms)
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()

	def find_due(self, machine: Any) -> tuple[str | None, bool]:
		seen = self.see_machine(machine)
		return seen["due_on"], seen["due_is_estimate"]

	def ask_order(self, machine: Any, *, role: str = MANAGER, **changes: Any) -> Any:
		subject = changes.pop("subject", "staff:1")
		body = {
			"equipment_id": machine["id"], "kind": "preventive", "asked": "Servicio de 250 horas",
			**changes,
		}  # fmt: skip
		return self.client.post(ORDERS, body, role=role, subject=subject)

	def order(self, machine: Any, *parts: Any, **changes: Any) -> Any:
		"""Ask for a service, and put parts on it."""
		answer = self.ask_order(machine, **changes)
		assert answer.status_code == 201, answer.get_data(as_text=True)
		made = answer.get_json()
		return self.put_parts(made, *parts).get_json() if parts else made

	def put_parts(self, order: Any, *parts: Any, **more: Any) -> Any:
		body = {"version": self.see_order(order)["version"], "parts": list(parts), **more}
		return self.client.patch_path(f"{ORDERS}/{order['id']}", body, role=MANAGER)

	def ask_move(self, order: Any, step: str, **more: Any) -> Any:
		body = {"version": self.see_order(order)["version"], **more}
		return self.client.post(f"{ORDERS}/{order['id']}/{step}", body, role=MANAGER)

	def move_on(self, order: Any, step: str, **more: Any) -> Any:
		answer = self.ask_move(order, step, **more)
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()

	def finish(self, order: Any, **more: Any) -> Any:
		return self.move_on(order, "finish", work="Cambio de aceite y filtros", **more)

	def see_order(self, order: Any) -> Any:
		answer = self.client.get(f"{ORDERS}/{order['id']}", role=MANAGER)
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()

	def list_orders(self, query: str = "", *, role: str = MANAGER, **more: Any) -> list[int]:
		answer = self.client.get(f"{ORDERS}?{query}", role=role, **more)
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return [one["id"] for one in answer.get_json()["items"]]
