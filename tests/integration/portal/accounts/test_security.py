"""«Seguridad»: the administrator sees what happened at the doors."""

from lxml import html

from chasqui.contracts.access import Service
from chasqui.contracts.campaigns.security import SecurityKind
from portal.accounts.labels.security import LABELS, name_service
from portal.app import create_app
from tests.support.fakes.security import make_entry
from tests.support.portal_world import PortalWorld


class TestSecurity:
	def test_what_happened_is_told_in_words(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/seguridad/").text
		assert "Ingreso fallido" in page
		assert "203.0.113.7" in page
		assert "de_otra_version" in page  # a newer service tells more than this page knows

	def test_who_and_where_are_told_in_words(self, portal: PortalWorld) -> None:
		portal.world.security = [
			make_entry(7, "client_refused", subject="service:mailer", service="customers"),
			make_entry(8, "soap_locked", subject="consumer:otro", service="risk_soap"),
			make_entry(9, "sign_in_failed", subject="nobody", service="de_otra"),
			make_entry(10, "signed_in", subject="staff:99", subject_name=""),
		]
		rows = read_rows(portal.open("admin").get("/seguridad/").text)
		assert ("Asesoría de Prueba cuenta 2", "Campañas y llamadas") in rows
		assert rows[-4:] == [
			("Correo parte de la suite", "Clientes"),
			("Consumidor otro sistema que pregunta por riesgo", "Central de riesgos"),
			("nadie conocido", "de_otra"),
			("cuenta 99", "Campañas y llamadas"),
		]

	def test_who_did_what_to_whose_account_is_told(self, portal: PortalWorld) -> None:
		by = {"by": "staff:3", "by_name": "Gestión de Prueba"}
		portal.world.security = [
			make_entry(7, "roles_changed", detail="advisor > advisor administrator", **by),
			make_entry(8, "account_changed", detail="name email", **by),
			make_entry(9, "account_added", detail="emperor", **by),
			make_entry(10, "signed_in", subject="staff:1", subject_name="Jefatura de Prueba"),
		]
		page = portal.open("admin").get("/seguridad/?staff_id=3").text
		assert "Asesoría de ventas → Asesoría de ventas, Administración" in page
		assert "nombre, correo" in page
		assert "emperor" in page  # a newer service has more roles than this page knows
		assert page.count("por Gestión de Prueba") == 3
		assert "Jefatura de Prueba" not in page
		assert 'name="staff_id"' in page

	def test_one_kind_is_asked_for_in_the_address(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/seguridad/?kind=signed_in").text
		assert page.count("203.0.113.7") == 1
		assert portal.open("admin").get(f"/seguridad/?kind={'x' * 99}").status_code == 422

	def test_it_is_the_administrator_s(self, portal: PortalWorld) -> None:
		for who in ("jefa", "asesora"):
			visitor = portal.open(who)
			assert visitor.get("/seguridad/").status_code == 403
			assert "/seguridad/" not in visitor.get("/").text

	def test_every_kind_has_a_name(self) -> None:
		assert LABELS.keys() == set(SecurityKind)

	def test_every_part_of_the_suite_has_a_name(self) -> None:
		with create_app().test_request_context():
			assert [one for one in Service if str(name_service(one)) == one.value] == []


def read_rows(page: str) -> list[tuple[str, str]]:
	"""Return who and where of each row, as they are read."""
	rows = html.document_fromstring(page).xpath("//tbody/tr")
	cells = [(row.xpath("td[2]")[0], row.xpath("td[4]")[0]) for row in rows]
	return [(read_text(who), read_text(where)) for who, where in cells]


def read_text(element: html.HtmlElement) -> str:
	return " ".join(" ".join(element.itertext()).split())
