"""What an erasure leaves of the person's equipment: what was done and cost, no serial, no word."""

import pytest

from chasqui.kernel.clock import read_today
from customers.app.wiring import Wiring
from tests.integration.customers.doors import Api
from tests.integration.customers.equipment.workshop import Workshop
from tests.integration.customers.rights.test_rights import (
	FakeRisk,
	end_erasures,
	make_runner,
	receive,
	wiring,  # noqa: F401 - a fixture
)
from tests.integration.customers.sales.till import MANAGER


@pytest.mark.covers("R44", "R32", "R33", "R34")
def test_costs_and_parts_stay_and_no_serial(
	client: Api,
	wiring: Wiring,  # noqa: F811
) -> None:
	workshop = Workshop(client, read_today(wiring.config.zone))
	workshop.open()
	machine = workshop.add_machine(serial="1LV-5075", canton="1701", place="Su casa", note="Rojo")
	order = workshop.order(machine, workshop.line(workshop.router))
	workshop.move_on(order, "start")
	done = workshop.finish(order)
	body = {
		"customer_id": workshop.customer["id"], "lines": [workshop.line(workshop.router)],
		"note": "Llamar a su hermana",
	}  # fmt: skip
	parts = client.post("/v1/part-orders", body, role=MANAGER).get_json()
	way = f"/v1/customers/{workshop.customer['id']}/erasure"
	begun = client.post(way, {"reason": "Lo pidió por escrito"}).get_json()
	for holder in ("campaigns", "mailer"):
		receive(wiring, begun["id"], holder)
	assert end_erasures(make_runner(wiring, FakeRisk())) == 1
	left = workshop.see_machine(machine)
	assert [left[one] for one in ("serial", "place", "note", "canton")] == ["", "", "", None]
	assert (left["brand"], left["model"]) == ("John Deere", "5075E")
	kept = workshop.see_order(order)
	assert (kept["asked"], kept["work"], kept["cost"]) == ("", "", done["cost"])
	bought = client.get(f"/v1/part-orders/{parts['id']}", role=MANAGER).get_json()
	assert (bought["note"], bought["total"]) == ("", parts["total"])
	other = client.register(id_number="1710034073", name="Otra Persona")
	again = workshop.add_machine(serial="1LV-5075", customer_id=other["id"])
	assert again["serial"] == "1LV-5075"
