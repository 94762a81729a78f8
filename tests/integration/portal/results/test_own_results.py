"""The company's own results: the administrator's page, and the desk that offers them."""

from html import unescape

import pytest

from tests.support.portal_world import PortalWorld

PAGE = "/resultados-propios/"
TYPED = {"name": "En clases", "like": "BUSY", "key": "c", "least_note": "5", "retry_minutes": "45"}


@pytest.mark.covers("K27")
class TestPage:
	def test_one_is_added_changed_retired_and_used_again(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert "Fuera de servicio" in visitor.get(PAGE).text
		assert visitor.send(PAGE, page=PAGE, **TYPED).status_code == 303
		made = portal.world.own_results[3]
		assert (made.name, made.key, made.least_note, made.most_a_day) == (
			"En clases",
			"c",
			5,
			None,
		)
		way = f"{PAGE}3"
		page = visitor.get(way).text
		assert 'value="En clases"' in page
		changed = visitor.send(way, page=way, **{**TYPED, "key": "", "retry_minutes": ""})
		assert changed.status_code == 303
		assert portal.world.own_results[3].key is None
		visitor.send(f"{way}/retirar", page=PAGE)
		assert portal.world.own_results[3].is_retired
		assert visitor.get(way).status_code == 404
		assert "Retirado" in visitor.get(PAGE).text
		visitor.send(f"{way}/volver", page=PAGE)
		assert not portal.world.own_results[3].is_retired

	@pytest.mark.parametrize(
		("changes", "text"),
		[
			({"key": "f"}, "Otro resultado ya usa esa tecla"),
			({"key": "r"}, "Esa tecla ya tiene otro uso"),
			({"key": "??"}, "No tiene la forma esperada"),
			({"like": ""}, "Falta este dato"),
			({"retry_minutes": "0"}, "Debe ser 1 o más"),
			({"like": "SALE"}, "no se llama otra vez por sí solo"),
			({"is_last": "on"}, "deje vacías la espera y las veces"),
			(
				{"like": "SALE", "retry_minutes": "", "is_last": "on"},
				"Con ese ya se deja de llamar",
			),
		],
	)
	def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
		self, portal: PortalWorld, changes: dict[str, str], text: str
	) -> None:
		visitor = portal.open("admin")
		answer = visitor.send(PAGE, page=PAGE, **{**TYPED, **changes})
		assert answer.status_code == 422
		assert text in unescape(answer.text)
		assert 'value="En clases"' in answer.text
		assert len(portal.world.own_results) == 2

	def test_only_the_administrator_has_it(self, portal: PortalWorld) -> None:
		for name in ("jefa", "asesora", "supervisor"):
			assert portal.open(name).get(PAGE).status_code == 403


@pytest.mark.covers("K27")
class TestDesk:
	def test_a_call_ends_as_an_own_result(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		visitor.send("/mesa/siguiente", page="/mesa/")
		page = visitor.get("/mesa/").text
		assert 'value="WRONG_NUMBER.1" data-key="f"' in page
		assert "Antiguo" not in page
		assert portal.world.lease is not None
		token = str(portal.world.lease.lease_token)
		sent = {"lease_token": token, "result": "WRONG_NUMBER.1"}
		visitor.send("/mesa/resultado", page="/mesa/", **sent)
		[record] = portal.world.records
		assert (record.result, record.own_result_id) == ("WRONG_NUMBER", 1)

	def test_what_is_refused_keeps_it_chosen(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		visitor.send("/mesa/siguiente", page="/mesa/")
		assert portal.world.lease is not None
		token = str(portal.world.lease.lease_token)
		sent = {"lease_token": token, "result": "WRONG_NUMBER.1", "note": "x" * 1001}
		answer = visitor.send("/mesa/resultado", page="/mesa/", **sent)
		assert answer.status_code == 422
		assert 'value="WRONG_NUMBER.1" data-key="f" checked' in answer.text
		assert answer.text.count(" checked><label") == 1
