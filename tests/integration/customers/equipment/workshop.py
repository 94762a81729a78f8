"""A company that looks after machines, by the door."""

from datetime import timedelta
from typing import Any

from tests.integration.customers.sales.till import MANAGER, Till, make_key, read_faults

WAY = "/v1/equipment"


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
