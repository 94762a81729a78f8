"""Customers."""

import pytest

from tests.support.fakes.customers import ERASED
from tests.support.portal_world import PortalWorld

NEW = {
	"kind": "person", "id_type": "cedula", "id_number": "1712345675", "name": "Nueva Sintética",
	"gender": "F", "monthly_income": "1.234,50", "consent_email": "on", "nonce": "n",
}  # fmt: skip


class TestCustomers:
	@pytest.mark.covers("M4", "R11")
	def test_an_administrator_searches_creates_changes_and_archives(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("admin")
		assert (
			visitor.send("/clientes/nuevo", page="/clientes/nuevo", **NEW).location == "/clientes/6"
		)
		assert str(portal.world.customers[6].monthly_income) == "1234.50"
		page = visitor.get("/clientes/?q=nueva").text
		assert "Nueva Sintética" in page
		assert "José" not in page
		changed = {"name": "Nombre Cambiado", "email": "", "consent_phone": "on"}
		visitor.send("/clientes/6/editar", page="/clientes/6/editar", **changed)
		assert portal.world.customers[6].name == "Nombre Cambiado"
		assert portal.world.customers[6].consent_phone
		assert not portal.world.customers[6].consent_email
		visitor.send("/clientes/6/archivar", page="/clientes/6/archivar")
		assert portal.world.customers[6].archived_at

	@pytest.mark.covers("M5")
	def test_what_somebody_else_changed_meanwhile_is_shown_beside_what_was_typed(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("admin")
		path = "/clientes/1/editar"
		asked = visitor.send(path, page=path, version="00bb", name="Ana Vera", phone="0991112223")
		assert asked.status_code == 422
		known = portal.world.customers[1].phone
		assert f"Ahora dice «{known}»." in asked.text
		assert 'value="0991112223"' in asked.text
		assert 'data-put="phone"' in asked.text
		assert f'data-values="[&#34;{known}&#34;]"' in asked.text
		assert 'data-values="[&#34;0991112223&#34;]"' in asked.text
		assert 'name="version" value="00aa"' in asked.text
		again = visitor.send(path, page=path, name="Ana Vera", phone="0991112223")
		assert again.status_code == 303

	def test_a_taken_identity_is_told_at_its_field(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		fields = {**NEW, "id_number": portal.world.customers[1].id_number}
		answer = visitor.send("/clientes/nuevo", page="/clientes/nuevo", **fields)
		assert answer.status_code == 422
		assert 'id="id_number-error"' in answer.text
		assert 'value="Nueva Sintética"' in answer.text

	@pytest.mark.parametrize("path", ["/clientes/nuevo", "/clientes/1/editar"])
	def test_all_that_is_wrong_is_told_at_once(self, portal: PortalWorld, path: str) -> None:
		"""What the contract refuses and what the service would refuse of the rest."""
		typed = {**NEW, "birth_date": "ayer", "name": "", "email": "nadie"}
		answer = portal.open("admin").send(path, page=path, **typed)
		assert answer.status_code == 422
		for field in ("birth_date", "email", *(("name",) if "nuevo" in path else ())):
			assert f'id="{field}-error"' in answer.text

	@pytest.mark.covers("R44")
	def test_who_had_the_data_erased_comes_back_only_if_so_wanted(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("admin")
		fields = {**NEW, "id_number": ERASED}
		answer = visitor.send("/clientes/nuevo", page="/clientes/nuevo", **fields)
		assert "Ella misma volvió a dar sus datos" in answer.text
		fields["returns"] = "on"
		assert visitor.send("/clientes/nuevo", page="/clientes/nuevo", **fields).location

	@pytest.mark.covers("R44")
	def test_the_proof_of_a_permission_goes_with_it(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		proof = {"evidence.text_version": "privacidad-2", "evidence.obtained_on": "2026-03-01"}
		path = "/clientes/1/editar"
		answer = visitor.send(path, page=path, name="Ana Vera", **proof)
		assert 'id="evidence-source-error"' in answer.text
		visitor.send(path, page=path, name="Ana Vera", **proof, **{"evidence.source": "Ventanilla"})
		visitor.send(path, page=path, name="Ana Vera", **{"evidence.basis": "contract"})
		assert [one.source for one in portal.world.proofs] == ["Ventanilla"]

	def test_who_is_no_administrator_changes_nothing(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert visitor.get("/clientes/1").status_code == 200
		assert visitor.get("/clientes/1/editar").status_code == 403

	def test_an_order_that_makes_no_sense_is_left_out(self, portal: PortalWorld) -> None:
		assert portal.open("jefa").get("/clientes/?sort=ropa&limit=9999").status_code == 200

	def test_the_profile_shows_permissions_and_their_history(self, portal: PortalWorld) -> None:
		page = portal.open("jefa").get("/clientes/1?parte=permisos").text
		assert "Libro de permisos" in page
		assert "Feria de Quito" in page
		assert "privacidad-2026" in page
		assert "sin documentar" in page
		assert "tel:" not in page
