"""«Seguridad»: the administrator sees what happened at the doors."""

from chasqui.contracts.security import SecurityKind
from portal.labels.security import LABELS
from tests.support.portal_world import PortalWorld


class TestSecurity:
	def test_what_happened_is_told_in_words(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/seguridad/").text
		assert "Ingreso fallido" in page
		assert "203.0.113.7" in page
		assert "de_otra_version" in page  # a newer service tells more than this page knows

	def test_one_kind_is_asked_for_in_the_address(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get("/seguridad/?kind=signed_in").text
		assert page.count("203.0.113.7") == 1
		assert portal.open("admin").get(f"/seguridad/?kind={'x' * 99}").status_code == 200

	def test_it_is_the_administrator_s(self, portal: PortalWorld) -> None:
		for who in ("jefa", "asesora"):
			visitor = portal.open(who)
			assert visitor.get("/seguridad/").status_code == 403
			assert "/seguridad/" not in visitor.get("/").text

	def test_every_kind_has_a_name(self) -> None:
		assert LABELS.keys() == set(SecurityKind)
