"""Services in use on a customer's page: seen, noted, replaced by another plan, ended."""

from datetime import date
from decimal import Decimal

import pytest

from chasqui.contracts.customers.subscriptions import EndReason
from tests.support.fakes.catalogue import TODAY
from tests.support.portal_world import PortalWorld, Visitor, read_faults, read_text, read_typed

PART = "/clientes/1"
ADD = f"{PART}/servicios/agregar"
UPGRADE = f"{PART}/servicios/1/cambiar"
END = f"{PART}/servicios/1/terminar"
# What no browser chooses in a list: it is refused, and not among what can be chosen again.
NEVER_OFFERED = {("item_id", "3"), ("item_id", "99"), ("item_id", "ñ"), ("reason", "upgraded")}

pytestmark = pytest.mark.covers("M7")


@pytest.fixture
def manager(portal: PortalWorld) -> Visitor:
	return portal.open("account_manager")


def add_plan(portal: PortalWorld) -> int:
	"""Put a second plan on sale."""
	shop = portal.world.shop
	return shop.add("Fibra Hogar 600", 1, shop.items[1].state, "40.00").id


class TestPart:
	def test_each_service_says_its_price_its_day_and_its_sale(self, manager: Visitor) -> None:
		page = manager.get(PART).text
		text = read_text(page)
		assert "Fibra Hogar 300 $25,00 al mes desde el 1 oct 2026 · venta n.º 4" in text
		assert 'href="/ventas/4"' in page
		assert "Televisión antigua anotado en un archivo" in text
		assert "Terminados 1 Fibra Hogar 100 $18,50 al mes desde el 1 mar 2025" in text
		assert "hasta el 30 sept 2026 · Falta de pago" in text

	def test_who_uses_nothing_is_said_to(self, manager: Visitor) -> None:
		text = read_text(manager.get("/clientes/2").text)
		assert "Ninguno. El primero llega con una venta facturada" in text
		assert "Terminados" not in text

	def test_a_part_that_fails_says_so_alone(self, portal: PortalWorld, manager: Visitor) -> None:
		portal.world.services.is_silent = True
		page = manager.get(PART).text
		part = page[page.index("part-services") :][:900]
		assert "Esta parte no está disponible por ahora." in part
		assert "Av. de Ejemplo 456" in page

	def test_what_was_typed_stays_while_nobody_answers(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		asked, fields = manager.get(ADD), {"item_id": "1", "price": "12,5"}
		portal.world.services.is_silent = True
		answer = manager.resend(asked, **fields)
		assert (answer.status_code, "" in read_faults(answer)) == (422, True)
		assert fields.items() <= read_typed(answer).items()

	def test_advisors_see_them_and_change_nothing(self, portal: PortalWorld) -> None:
		advisor = portal.open("asesora")
		page = advisor.get(PART).text
		assert "Fibra Hogar 300" in page
		assert "venta n.º 4" in page
		assert 'href="/ventas/4"' not in page
		assert "/servicios/" not in page
		for path in (ADD, UPGRADE, END):
			assert advisor.get(path).status_code == 403
			assert advisor.send(path, page=PART).status_code == 403

	def test_of_very_many_the_first_hundred_are_seen(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		for number in range(101):
			portal.world.services.keep(customer_id=2, name=f"Línea {number}")
		page = manager.get("/clientes/2").text
		assert "Se muestran los 100 primeros" in read_text(page)
		first = min(n for n, one in portal.world.services.kept.items() if one.customer_id == 2)
		assert manager.get(f"/clientes/2/servicios/{first}/terminar").status_code == 200


class TestAdd:
	def test_only_services_on_sale_are_offered(self, manager: Visitor) -> None:
		page = manager.get(ADD).text
		assert "Fibra Hogar 300 · REF-1 · $25,00" in page
		for name in ("Router Ñandú", "Fibra Hogar 100", "Plan por escribir"):
			assert name not in page

	def test_without_any_on_sale_it_is_said_why(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		portal.world.shop.items.pop(1)
		assert "No hay servicios en venta hoy" in manager.get(ADD).text

	def test_a_second_click_notes_nothing_more(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(ADD)
		for _click in range(2):
			answer = manager.resend(asked, item_id="1")
			assert (answer.status_code, answer.location) == (303, PART)
		made = portal.world.services.kept[4]
		assert (len(portal.world.services.kept), made.price, made.started_on) == (
			4, Decimal(25), TODAY,
		)  # fmt: skip
		assert "«Fibra Hogar 300» quedó entre los servicios en uso." in read_text(
			manager.get(PART).text
		)

	def test_day_and_price_are_kept_as_typed(self, portal: PortalWorld, manager: Visitor) -> None:
		manager.resend(manager.get(ADD), item_id="1", started_on="2024-02-29", price="1.019,90")
		made = portal.world.services.kept[4]
		assert (made.price, made.started_on) == (Decimal("1019.90"), date(2024, 2, 29))

	@pytest.mark.parametrize(
		("field", "typed", "message"),
		[
			("item_id", "", ""), ("item_id", "3", "Eso es un producto, no un servicio."),
			("item_id", "99", "No existe ese artículo."), ("item_id", "ñ", ""),
			("started_on", "2026-11-21", "Ese día no ha llegado."),
			("started_on", "ayer", ""), ("price", "-1", ""), ("price", "1,999", "dos decimales"),
			("price", "caro", ""),
		],
	)  # fmt: skip
	def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
		self, portal: PortalWorld, manager: Visitor, field: str, typed: str, message: str
	) -> None:
		fields = {"item_id": "1", "started_on": "2026-11-20", "price": "12,5", field: typed}
		answer = manager.resend(manager.get(ADD), **fields)
		assert answer.status_code == 422
		faults = read_faults(answer)
		assert list(faults) == [field]
		assert message in faults[field]
		kept = {name: text for name, text in fields.items() if (name, text) not in NEVER_OFFERED}
		assert kept.items() <= read_typed(answer).items()
		assert len(portal.world.services.kept) == 3

	def test_a_day_without_a_price_asks_for_one(self, manager: Visitor) -> None:
		answer = manager.resend(manager.get(ADD), item_id="1", started_on="2020-01-01")
		assert read_faults(answer)["price"] == "Ese día no tenía precio: escríbalo."


class TestUpgrade:
	def test_another_plan_takes_the_place_of_one(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		other, asked = add_plan(portal), manager.get(UPGRADE)
		for _click in range(2):
			answer = manager.resend(asked, item_id=str(other))
			assert (answer.status_code, answer.location) == (303, PART)
		old, new = (portal.world.services.kept[number] for number in (1, 4))
		assert (old.ended_on, old.end_reason, new.replaces_id) == (TODAY, EndReason.UPGRADED, 1)
		assert len(portal.world.services.kept) == 4
		text = read_text(manager.get(PART).text)
		assert "«Fibra Hogar 600» tomó el lugar de «Fibra Hogar 300»." in text
		assert "hasta el 20 nov 2026 · Cambió de plan" in text

	def test_the_same_plan_and_a_day_too_early_are_refused(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		same = manager.resend(manager.get(UPGRADE), item_id="1")
		assert (same.status_code, read_faults(same)) == (422, {"item_id": "Ya usa ese plan."})
		fields = {"item_id": str(add_plan(portal)), "started_on": "2026-09-30", "price": "9"}
		early = manager.resend(manager.get(UPGRADE), **fields)
		assert (early.status_code, read_faults(early)) == (
			422, {"started_on": "El otro plan empezó después."},
		)  # fmt: skip
		assert fields.items() <= read_typed(early).items()
		assert portal.world.services.kept[1].ended_on is None


class TestEnd:
	def test_a_service_ends_with_its_reason(self, portal: PortalWorld, manager: Visitor) -> None:
		asked = manager.get(END)
		assert "No se puede deshacer" in asked.text
		answer = manager.resend(asked, reason="moved", ended_on="2026-11-19")
		assert (answer.status_code, answer.location) == (303, PART)
		one = portal.world.services.kept[1]
		assert (one.ended_on, one.end_reason) == (date(2026, 11, 19), EndReason.MOVED)
		assert "hasta el 19 nov 2026 · Se mudó" in read_text(manager.get(PART).text)

	@pytest.mark.parametrize(
		("field", "typed"),
		[
			("reason", ""), ("reason", "upgraded"), ("ended_on", "2026-09-30"),
			("ended_on", "2026-11-21"), ("ended_on", "2026-02-30"),
		],
	)  # fmt: skip
	def test_what_is_wrong_stands_at_its_field(
		self, portal: PortalWorld, manager: Visitor, field: str, typed: str
	) -> None:
		fields = {"reason": "other", "ended_on": "2026-11-20", field: typed}
		answer = manager.resend(manager.get(END), **fields)
		assert (answer.status_code, list(read_faults(answer))) == (422, [field])
		kept = {name: text for name, text in fields.items() if (name, text) not in NEVER_OFFERED}
		assert kept.items() <= read_typed(answer).items()
		assert portal.world.services.kept[1].ended_on is None

	def test_what_another_ended_meanwhile_is_said(
		self, portal: PortalWorld, manager: Visitor
	) -> None:
		ending, changing = manager.get(END), manager.get(UPGRADE)
		portal.world.services.kept[1].ended_on = TODAY
		for answer in (
			manager.resend(ending, reason="moved"),
			manager.resend(changing, item_id=str(add_plan(portal))),
		):
			assert (answer.status_code, read_faults(answer)) == (
				422, {"": "Ese servicio ya terminó."},
			)  # fmt: skip

	def test_a_service_of_somebody_else_is_not_found_there(self, manager: Visitor) -> None:
		for path in ("/clientes/2/servicios/1/terminar", "/clientes/1/servicios/99/cambiar"):
			assert manager.get(path).status_code == 404
			assert manager.send(path, page=ADD).status_code == 404
