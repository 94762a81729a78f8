"""Saved views: the same above every list that can be narrowed or sorted."""

import html
import re
from collections import Counter
from typing import Any

import pytest
from flask_babel import force_locale

from chasqui.contracts.access import ROLE_PERMISSIONS, Role
from chasqui.contracts.customers.views import READERS, ListName, SavedView
from chasqui.kernel.security.access import Access
from chasqui.stack.places import REPOSITORY
from portal.shell.lists.filters import Search
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage
from tests.support.portal_world import PortalWorld, Visitor

# Where each list is shown, and an address of it that asks something.
PAGES = {
	ListName.ACCOUNTS: ("/equipo/", "role=advisor&sort=-name"),
	ListName.ADDRESSES: ("/accesos/direcciones", "service=customers"),
	ListName.AUDIT: ("/auditoria/", "action=seen"),
	ListName.BULK_JOBS: ("/clientes/acciones/lista", "stage=open"),
	ListName.BOUNCES: ("/rebotes/", "kind=hard"),
	ListName.CALLBACKS: ("/trabajo/", "time=late&sort=-due"),
	ListName.CALLS: ("/trabajo/llamadas", "result=SALE"),
	ListName.CALL_SALES: ("/trabajo/ventas", "since=2026-11-01"),
	ListName.CAMPAIGNS: ("/campanas/", "phase=planned&sort=name"),
	ListName.CAMPAIGN_LOG: ("/campanas/1/bitacora", "kind=edited"),
	ListName.CAMPAIGN_MEMBERS: ("/campanas/1/clientes", "stage=sold&age=25-34"),
	ListName.COMPARED_MEMBERS: ("/campanas/1/audiencia/hoy/clientes", "difference=enters"),
	ListName.CONTACT_HOURS: ("/mejor-hora/", "age=25-34&sort=-calls"),
	ListName.CUSTOMERS: ("/clientes/", "gender=F&sort=-name&columns=age"),
	ListName.DELIVERIES: ("/campanas/1/correo/1", "state=accepted"),
	ListName.DUPLICATES: ("/duplicados/", "state=dismissed"),
	ListName.DUPLICATE_SEARCHES: ("/duplicados/busquedas/", "stage=ended"),
	ListName.EQUIPMENT: ("/equipos/", "state=in_repair&meter=km&sort=-year"),
	ListName.EQUIPMENT_DUE: ("/equipos/por-vencer/", "is_ordered=false&province=EC-P"),
	ListName.ERASURES: ("/borrados/", "stage=failed"),
	ListName.CONVERSATIONS: ("/correspondencia/", "box=all&state=open"),
	ListName.COST_RATES: ("/tarifas/", "kind=mail"),
	ListName.HOLIDAYS: ("/horario/feriados/", "year=2027"),
	ListName.IMPORTS: ("/importaciones/", "stage=open"),
	ListName.ITEMS: ("/catalogo/", "state=draft&state=on_sale&sort=-price"),
	ListName.OFFERS: ("/ofertas/", "q=fibra"),
	ListName.OVERLAPS: ("/repetidos/", "phase=segmented&sort=members"),
	ListName.PART_ORDERS: ("/repuestos/", "state=ordered&sort=-total"),
	ListName.PROMOTIONS: ("/promociones/", "phase=ended"),
	ListName.REPEATED_CUSTOMERS: ("/repetidos/clientes/", "campaign=1&at_least=3"),
	ListName.REQUESTS: ("/solicitudes/", "kind=access"),
	ListName.RISK_LOOKS: ("/riesgo/historial", "purpose=telemarketing"),
	ListName.RISK_REVIEWS: ("/riesgo/lotes/", "stage=ended"),
	ListName.RISK_ROWS: ("/riesgo/lotes/1", "level=HIGH"),
	ListName.QUOTES: ("/cotizaciones/", "state=issued&channel=phone&sort=-total"),
	ListName.SALES: ("/ventas/", "state=draft&channel=phone&sort=-total"),
	ListName.SECURITY: ("/seguridad/", "kind=sign_in_failed"),
	ListName.SEGMENTS: ("/segmentos/", "kind=picked&sort=-customers"),
	ListName.SERVICE_ORDERS: ("/ordenes/", "state=planned&kind=repair&sort=planned"),
	ListName.SKIPPED_MEMBERS: ("/campanas/1/revision/fuera", "channel=mail&cause=no_address"),
}
USERS = {
	ListName.CAMPAIGN_LOG: "jefa", ListName.CAMPAIGN_MEMBERS: "jefa", ListName.DELIVERIES: "jefa",
	ListName.RISK_ROWS: "jefa", ListName.SKIPPED_MEMBERS: "jefa",
	ListName.COMPARED_MEMBERS: "jefa",
	ListName.REPEATED_CUSTOMERS: "jefa",
	ListName.SEGMENTS: "jefa",
}  # fmt: skip


def save(visitor: Visitor, of: ListName, **typed: str) -> str:
	"""Save the list at its address as a view; return where that leads."""
	path, address = PAGES[of]
	fields = {"list_name": of.value, "back": path, "address": address, "name": "Mía", **typed}
	return visitor.send("/vistas/", page=path, **fields).location


def keep(portal: PortalWorld, of: ListName, **fields: object) -> None:
	"""Have the service know a view, as if of long ago."""
	view = {"id": 7, "list_name": of, "name": "De antes", "is_own": True, **fields}
	portal.world.views[7] = SavedView.model_validate(view)


@pytest.mark.covers("R11")
class TestEveryList:
	def test_it_is_saved_and_opened(self, portal: PortalWorld) -> None:
		people = {name: portal.open(name) for name in ("admin", "jefa")}
		for of, (path, address) in PAGES.items():
			visitor = people[USERS.get(of, "admin")]
			assert save(visitor, of, name=f"Mía {of.value}") == f"{path}?{address}"
		for of, (path, address) in PAGES.items():
			visitor = people[USERS.get(of, "admin")]
			page = html.unescape(visitor.get(f"{path}?{address}").text)
			way = re.escape(f"{path}?{address}")
			assert re.search(rf'href="{way}"\s+aria-current="page">Mía {of.value}<', page), of
			assert re.findall(r">Mía (\w+)</a>", page) == [of.value]
			assert "Parte de la dirección no se entiende" not in page, of

	def test_what_a_list_no_longer_knows_is_told(self, portal: PortalWorld) -> None:
		people = {name: portal.open(name) for name in ("admin", "jefa")}
		for of, (path, _address) in PAGES.items():
			keep(portal, of, filters={"antiguo": ["x"]}, sort="-antiguo")
			answer = people[USERS.get(of, "admin")].get(f"{path}?antiguo=x&sort=-antiguo")
			assert (of, answer.status_code) == (of, 200)
			assert "Parte de la dirección no se entiende" in answer.text, of
			assert '«<span class="long-word">antiguo</span>»' in answer.text, of

	def test_who_sees_a_list_may_see_its_views(self, portal: PortalWorld) -> None:
		adapter = portal.app.url_map.bind("")
		for of, (path, _address) in PAGES.items():
			endpoint = adapter.match(path)[0]
			view: Any = portal.app.view_functions[endpoint]
			access: Access = view.access
			for role in Role:
				if access.permissions & ROLE_PERMISSIONS[role]:
					assert READERS[of] & ROLE_PERMISSIONS[role], (of, role)

	def test_every_list_stands_without_its_views(self, portal: PortalWorld) -> None:
		admin, head = portal.open("admin"), portal.open("jefa")
		portal.world.down.add("customers")
		for of, (path, _address) in PAGES.items():
			answer = (head if of in USERS else admin).get(path)
			assert (of, answer.status_code) == (of, 200)
			assert "Guardar esta lista como" in answer.text, of

	def test_each_name_is_of_one_list(self) -> None:
		assert PAGES.keys() == READERS.keys() == set(ListName)
		files = (REPOSITORY / "services/portal").rglob("*.py")
		used = Counter(
			name for file in files for name in re.findall(r"ListName\.([A-Z_]+)", file.read_text())
		)
		assert used == Counter(one.name for one in ListName)


class TestViews:
	def test_a_view_is_forgotten_after_a_question(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		save(visitor, ListName.ITEMS, is_shared="on")
		page = html.unescape(visitor.get("/catalogo/").text)
		way = re.search(r'href="(/vistas/1/borrar[^"]*)"', page)
		assert way is not None
		asked = visitor.get(way[1]).text
		assert "Borrar la vista «Mía»" in asked
		assert "resto del equipo" in asked
		assert portal.world.views.keys() == {1}
		gone = visitor.send("/vistas/1/borrar", page=way[1], back="/catalogo/")
		assert (gone.location, portal.world.views) == ("/catalogo/", {})
		assert visitor.get(way[1]).status_code == 404

	def test_others_views_are_marked_and_not_offered_for_deletion(
		self, portal: PortalWorld
	) -> None:
		shared = {"is_own": False, "is_shared": True, "owner_name": "Ana"}
		keep(portal, ListName.PROMOTIONS, **shared)
		page = portal.open("jefa").get("/promociones/").text
		assert "compartida por Ana:" in page
		assert "/vistas/7/borrar" not in page
		assert "/vistas/7/borrar" in portal.open("admin").get("/promociones/").text

	def test_pages_and_empty_fields_are_no_part_of_it(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = html.unescape(visitor.get("/promociones/?q=&phase=ended&cursor=x&limit=5").text)
		assert 'name="address" value="phase=ended"' in page
		save(visitor, ListName.PROMOTIONS, address="phase=ended&cursor=x&limit=5")
		assert portal.world.views[1].filters == {"phase": ["ended"]}

	def test_all_is_a_choice_where_a_list_shows_some_as_a_rule(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = html.unescape(visitor.get("/solicitudes/?state=&kind=").text)
		assert 'name="address" value="state="' in page
		save(visitor, ListName.REQUESTS, address="state=")
		assert portal.world.views[1].filters == {"state": [""]}
		again = html.unescape(visitor.get("/solicitudes/?state=").text)
		assert re.search(r'href="/solicitudes/\?state="\s+aria-current="page">Mía<', again)
		assert not re.search(r'aria-current="page">Mía<', visitor.get("/solicitudes/").text)

	@pytest.mark.parametrize(
		("typed", "told"),
		[
			({"name": "M"}, "lleva de 2 a 60 letras"),
			({"address": "Q%20y=1"}, "no se puede guardar como vista"),
			({"list_name": "otra"}, "no se puede guardar como vista"),
		],
	)
	def test_what_cannot_be_saved_is_told(
		self, portal: PortalWorld, typed: dict[str, str], told: str
	) -> None:
		visitor = portal.open("admin")
		save(visitor, ListName.ITEMS, **typed)
		assert told in visitor.get("/catalogo/").text
		assert portal.world.views == {}

	@pytest.mark.parametrize("back", ["https://example.com/", "//example.com", ""])
	def test_no_form_leads_out(self, portal: PortalWorld, back: str) -> None:
		assert save(portal.open("admin"), ListName.ITEMS, back=back) == "/"

	def test_a_list_that_can_be_narrowed_declares_its_views(self, portal: PortalWorld) -> None:
		table = Table("Filas", (Column("Nombre", str),))
		sorted_table = Table("Filas", (Column("Nombre", str, sort="name"),))
		empty = Empty("tag", "Nada", "Agregue algo")
		with portal.app.test_request_context(), force_locale("es"):
			for wrong in (
				{"table": table, "filters": (Search("q", "Nombre"),)},
				{"table": sorted_table},
				{"table": table, "views": ListName.ITEMS},
			):
				with pytest.raises(TypeError, match="views"):
					ListPage(title="Lista", file="lista", empty=empty, **wrong)
			assert ListPage(title="Lista", file="lista", empty=empty, table=table).views is None
