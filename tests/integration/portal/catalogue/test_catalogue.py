"""The catalogue's pages: written, priced, stocked, sold, retired; offered to whom one calls."""

from typing import Any

import pytest

from chasqui.contracts.customers.catalogue import ItemFacets, ItemState, Objection
from chasqui.contracts.customers.vat import VatClass
from portal.catalogue.lists.items import FACETS
from tests.support.portal_world import PortalWorld, Visitor

PAGE = "/catalogo/"
DRAFT = f"{PAGE}4"


@pytest.fixture
def admin(portal: PortalWorld) -> Visitor:
	return portal.open("admin")


@pytest.mark.covers("C7")
class TestList:
	def test_items_are_searched_and_narrowed_by_facets(self, admin: Visitor) -> None:
		page = admin.get(PAGE).text
		assert "Fibra Hogar 300" in page
		assert "$59,90" in page
		assert 'href="/catalogo/?state=retired"' in page
		narrowed = admin.get(f"{PAGE}?state=retired&state=draft").text
		assert "Fibra Hogar 100" in narrowed
		assert "Router" not in narrowed
		assert "Quitar los filtros" in admin.get(f"{PAGE}?q=nada").text

	def test_every_facet_that_is_counted_is_shown(self, admin: Visitor) -> None:
		assert FACETS.keys() == ItemFacets.model_fields.keys() - {"total"}
		page = admin.get(PAGE).text
		assert 'href="/catalogo/?band=25-50"' in page
		assert "$25–50" in page

	def test_an_amount_is_read_as_people_write_it(self, admin: Visitor) -> None:
		assert "Parte de la dirección" not in admin.get(f"{PAGE}?price_from=1.234,50").text

	def test_who_may_not_write_is_offered_nothing_to_write(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(f"{PAGE}1").text
		assert "Poner un precio" not in page
		assert "Retirar" not in page


@pytest.mark.covers("M12", "C9")
class TestItem:
	def test_a_draft_is_written_with_its_characteristics_and_sheet(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		assert "Internet por fibra" in admin.get(f"{PAGE}nuevo").text
		form = f"{PAGE}nuevo?tipo=1"
		answer = admin.send(
			f"{PAGE}nuevo", page=form, nonce="n1", type_id="1", name="Fibra 500", reference="F-500",
			**{"attributes.velocidad": "1.500,5", "sheet.pitch": "Rápido"},
			objection=["Es caro", ""], answer=["Menos que dos cafés", ""],
		)  # fmt: skip
		assert answer.status_code == 303, answer.text
		item = portal.world.shop.items[5]
		assert item.attributes == {"velocidad": "1500.5"}
		assert [one.answer for one in item.sheet.objections] == ["Menos que dos cafés"]
		assert "1500,5 Mbps" in admin.get(answer.location).text

	def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(self, admin: Visitor) -> None:
		answer = admin.send(
			f"{PAGE}nuevo", page=f"{PAGE}nuevo?tipo=1", nonce="n1", type_id="1", name="Fibra",
			reference="REF-1", **{"sheet.pitch": "No se pierde"},
		)  # fmt: skip
		assert answer.status_code == 422
		assert "ya lleva esa referencia" in answer.text
		assert "No se pierde" in answer.text

	def test_a_change_on_an_old_page_is_told(self, portal: PortalWorld, admin: Visitor) -> None:
		page = f"{PAGE}1/editar"
		token, shop = admin.read_token(page), portal.world.shop
		old = shop.items[1].version
		shop.keep(shop.items[1].model_copy(update={"name": "Fibra 300 Plus"}))
		fields = {"version": old, "name": "Fibra nueva", "reference": "REF-1"}
		answer = admin.client.post(page, data={"csrf_token": token, **fields})
		assert answer.status_code == 422
		assert "Ahora dice «Fibra 300 Plus»" in answer.text
		assert "Fibra nueva" in answer.text

	def test_each_part_that_differs_is_told_and_no_other(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		page = f"{PAGE}1/editar"
		token, shop = admin.read_token(page), portal.world.shop
		item = shop.items[1]
		sheet = item.sheet.model_copy(update={"pitch": "Otro argumento"})
		shop.keep(item.model_copy(update={"sheet": sheet, "name": "Fibra 300 Plus"}))
		fields = {
			"version": item.version, "name": item.name, "reference": item.reference,
			"sheet.pitch": "El mío", "sheet.conditions": item.sheet.conditions,
			**{name: [getattr(one, name) for one in item.sheet.objections] for name in (
				"objection", "answer")},
			**{f"attributes.{key}": str(value) for key, value in item.attributes.items()},
		}  # fmt: skip
		answer = admin.client.post(page, data={"csrf_token": token, **fields})
		assert answer.status_code == 422
		assert "Ahora dice «Otro argumento»" in answer.text
		assert 'data-put="sheet.pitch"' in answer.text
		assert 'data-put="sheet.conditions"' not in answer.text
		assert "{&#39;" not in answer.text
		assert 'data-put="objection answer"' not in answer.text  # the same in both

	def test_objections_that_two_people_changed_are_told_and_can_be_taken(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		page, shop = f"{PAGE}1/editar", portal.world.shop
		token, item = admin.read_token(page), shop.items[1]
		theirs = [Objection(objection=f"Pero {n}", answer=f"Porque {n}") for n in range(5)]
		shop.keep(
			item.model_copy(update={"sheet": item.sheet.model_copy(update={"objections": theirs})})
		)
		fields = {
			"version": item.version, "name": item.name, "reference": item.reference,
			"sheet.pitch": item.sheet.pitch, "sheet.conditions": item.sheet.conditions,
			"objection": ["La mía"], "answer": ["Así"],
			**{f"attributes.{key}": str(value) for key, value in item.attributes.items()},
		}  # fmt: skip
		answer = admin.client.post(page, data={"csrf_token": token, **fields})
		assert answer.status_code == 422
		assert "Ahora dice «Pero 0 → Porque 0; Pero 1 → Porque 1;" in answer.text
		assert answer.text.count('name="objection"') == 5
		assert 'data-put="objection answer"' in answer.text

	def test_an_emptied_text_is_emptied(self, portal: PortalWorld, admin: Visitor) -> None:
		page = f"{PAGE}3/editar"
		answer = admin.send(page, page=page, name="Router Ñandú", reference="REF-3", brand="")
		assert answer.status_code == 303, answer.text
		assert portal.world.shop.items[3].brand == ""

	def test_a_price_is_put_and_a_crossing_one_refused(self, admin: Visitor) -> None:
		way = f"{DRAFT}/precios"
		for amount, day, status in (
			("1.234,50", "2026-12-01", 303), ("9", "2026-12-01", 422), ("-1", "2027-01-01", 422),
			("9", "", 422),
		):  # fmt: skip
			answer = admin.send(way, page=DRAFT, amount=amount, valid_from=day)
			assert answer.status_code == status, (amount, day)
		assert "$1.234,50" in admin.get(DRAFT).text

	def test_a_planned_price_is_taken_back(self, portal: PortalWorld, admin: Visitor) -> None:
		page, way = f"{PAGE}1", f"{PAGE}1/precios"
		assert "/quitar" not in admin.get(page).text  # the one of today has begun
		admin.send(way, page=page, amount="30", valid_from="2199-01-01")
		assert "planeado" in admin.get(page).text
		admin.send(f"{way}/9/quitar", page=page)
		assert [str(one.amount) for one in portal.world.shop.prices[1]] == ["25.00"]

	def test_stock_moves_and_never_below_nothing(self, admin: Visitor) -> None:
		page, way = f"{PAGE}3", f"{PAGE}3/existencias"
		assert move(admin, way, page, "-3", "sale").status_code == 303
		assert "Quedan 4" in admin.get(page).text
		answer = move(admin, way, page, "-5", "sale")
		assert (answer.status_code, "Solo hay 4." in answer.text) == (422, True)
		assert move(admin, way, page, "5", "sale").status_code == 422

	def test_it_is_sold_once_it_has_a_price(self, portal: PortalWorld, admin: Visitor) -> None:
		admin.send(f"{DRAFT}/estado", page=DRAFT, state="on_sale")
		assert "un precio que valga hoy" in admin.get(DRAFT).text
		admin.send(f"{DRAFT}/precios", page=DRAFT, amount="9", valid_from="2026-11-20")
		admin.send(f"{DRAFT}/estado", page=DRAFT, state="on_sale")
		assert portal.world.shop.items[4].state == "on_sale"

	def test_what_customers_have_is_retired_after_a_question(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		way, page = f"{PAGE}1/estado", f"{PAGE}1/retirar"
		answer = admin.send(way, page=page, state="retired")
		assert answer.location == page
		assert "4 clientes lo tienen" in admin.get(answer.location).text
		late = admin.send(way, page=page, state="retired", confirm_in_use="on", version="00")
		assert late.location == f"{PAGE}1"
		assert portal.world.shop.items[1].state == "on_sale"
		assert "Otra persona cambió" in admin.get(late.location).text
		admin.send(way, page=page, state="retired", confirm_in_use="on")
		assert portal.world.shop.items[1].state == "retired"

	def test_a_draft_is_deleted_after_a_question(self, admin: Visitor) -> None:
		assert "No se puede deshacer" in admin.get(f"{DRAFT}/borrar").text
		answer = admin.send(f"{DRAFT}/borrar", page=f"{DRAFT}/borrar")
		assert answer.location == PAGE
		assert admin.get(DRAFT).status_code == 404


def move(admin: Visitor, way: str, page: str, quantity: str, reason: str) -> Any:
	return admin.send(way, page=page, nonce=f"n{quantity}", quantity=quantity, reason=reason)


@pytest.mark.covers("M11", "C1")
class TestTypes:
	def test_a_type_is_added_with_characteristics(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		types = f"{PAGE}tipos/"
		made = admin.send(types, page=types, name="Televisión", nature="service")
		page = made.location
		add = f"{page}/caracteristicas"
		admin.send(add, page=page, label="Número de canales", kind="number", unit="canales")
		answer = admin.send(add, page=page, label="Calidad", kind="choice", choices="HD\n4K")
		assert answer.status_code == 303, answer.text
		kind = portal.world.shop.types[3]
		assert [(one.key, one.choices) for one in kind.attributes] == [
			("numero_de_canales", []), ("calidad", ["HD", "4K"]),
		]  # fmt: skip
		admin.send(f"{add}/calidad/quitar", page=page)
		assert [one.key for one in portal.world.shop.types[3].attributes] == ["numero_de_canales"]

	def test_a_type_is_renamed_and_archived(self, portal: PortalWorld, admin: Visitor) -> None:
		page = f"{PAGE}tipos/2"
		admin.send(page, page=page, name="Aparatos", is_archived="on")
		kind = portal.world.shop.types[2]
		assert (kind.name, kind.is_archived) == ("Aparatos", True)
		assert "Aparatos" not in admin.get(f"{PAGE}nuevo").text

	def test_a_name_that_is_taken_is_told(self, admin: Visitor) -> None:
		types = f"{PAGE}tipos/"
		answer = admin.send(types, page=types, name="Equipo", nature="product")
		assert (answer.status_code, "Ya hay un tipo" in answer.text) == (422, True)


@pytest.mark.covers("C13")
class TestOffers:
	def test_an_advisor_reads_the_sheet_of_what_is_on_sale(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		assert "Fibra Hogar 100" not in visitor.get("/ofertas/").text
		page = visitor.get("/ofertas/1").text
		for text in ("Toda la casa conectada", "«Es muy caro»", "300 Mbps", "$25,00"):
			assert text in page
		assert "Ver en el catálogo" not in page
		assert visitor.get("/ofertas/2").status_code == 404

	def test_what_is_taxed_says_that_the_tax_is_added(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		assert "más IVA" in visitor.get("/ofertas/1").text
		portal.world.shop.items[1].vat_class = VatClass.EXEMPT
		assert "más IVA" not in visitor.get("/ofertas/1").text

	def test_the_desk_leads_to_all_sheets(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		visitor.send("/mesa/siguiente", page="/mesa/")
		assert "/ofertas/mesa" in visitor.get("/mesa/").text
		assert "Incluye la instalación y el equipo." in visitor.get("/ofertas/mesa").text


@pytest.mark.covers("M21", "C10")
class TestReport:
	def test_it_counts_by_type_state_and_band(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		page = visitor.get(f"{PAGE}informe/").text
		assert "$3.703,50" in page  # what the stock of all types is worth
		chart = visitor.get(f"{PAGE}informe/grafico.json?by=band").get_json()
		assert chart["categories"][1:3] == ["$10–25", "$25–50"]
		assert [one["name"] for one in chart["series"]] == ["En venta", "En borrador", "Retirados"]

	def test_a_figure_leads_to_the_items_that_it_counts(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get(f"{PAGE}informe/?by=band&q=fibra").text
		assert 'href="/catalogo/?q=fibra&amp;band=25-50&amp;state=on_sale"' in page


class TestFiles:
	def test_the_list_as_it_stands_leaves_as_a_file(self, admin: Visitor) -> None:
		page = admin.get(f"{PAGE}?state=on_sale").text
		assert 'href="/catalogo/exportar.xlsx?state=on_sale"' in page
		answer = admin.get(f"{PAGE}exportar.csv?state=on_sale")
		assert answer.headers["Content-Disposition"] == 'attachment; filename="catalogo.csv"'
		assert "Router" in answer.text
		assert "Plan por escribir" not in answer.text


class TestMany:
	AT = "/catalogo/acciones/"

	def test_the_picked_ones_are_retired_after_a_question(
		self, portal: PortalWorld, admin: Visitor
	) -> None:
		assert "Elegir «Fibra Hogar 300»" in admin.get(PAGE).text
		path = f"{self.AT}?scope=picked&pick=1&pick=4&action=retired&address=q%3Da"
		page = admin.get(path).text
		assert "Retirar: 2 artículos" in page
		assert "Elegidos a mano: 2" in page
		fields = {"action": "retired", "address": "ids=1&ids=4", "expected": "2", "back": "q=a"}
		assert admin.send(self.AT, page=path, **fields).location == f"{PAGE}?q=a"
		assert portal.world.shop.items[1].state is ItemState.RETIRED
		told = admin.get(PAGE).text
		assert "Cambió: 1 artículo." in told
		assert "queda como está" in told

	def test_more_than_are_moved_at_once_are_refused_in_words(self, admin: Visitor) -> None:
		fields = {"action": "on_sale", "address": "", "expected": "201"}
		answer = admin.send(self.AT, page=PAGE, **fields)
		assert answer.status_code == 422
		assert "200 como máximo" in answer.text

	def test_what_narrows_the_list_is_said_by_its_names(self, admin: Visitor) -> None:
		page = admin.get(f"{PAGE}?type_id=1&state=retired&price_to=30").text
		for text in ("Tipo: Internet por fibra", "Estado: Retirado", "Precio hasta: 30"):
			assert text in page
