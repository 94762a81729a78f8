"""What the siblings know of who is called, beside the script: each look is one of the audit."""

from datetime import date
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from tests.integration.portal.desk.test_desk import take
from tests.support.portal_world import PortalWorld, Visitor, read_text


def look(visitor: Visitor, token: object) -> TestResponse:
	return visitor.get(f"/mesa/contexto/{token}", headers={"HX-Request": "true"})


def list_looks(portal: PortalWorld) -> list[str]:
	"""Return what was asked of single customers: the audit has each."""
	return [one for one in portal.asked if one.endswith(("/profile", "/mails"))]


@pytest.mark.covers("K27")
class TestBackground:
	def test_the_last_mails_and_what_the_customer_likes_are_read(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		assert f'hx-get="/mesa/contexto/{token}"' in visitor.get("/mesa/").text
		answer = look(visitor, token)
		for text in ("Una oferta para usted", "Aceptado", "Prefiere:"):
			assert text in answer.text

	@pytest.mark.covers("R33")
	def test_what_comes_due_of_the_customer_is_said(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		machine, lease = portal.world.workshop.machines[1], portal.world.lease
		assert lease is not None
		machine.customer_id, machine.due_is_estimate = lease.customer.customer_id, True
		text = read_text(look(visitor, token).text)
		assert "John Deere 5075E: mantenimiento el 20 nov 2026 (estimado)" in text
		assert "John Deere 5075E: mantenimiento" in read_text(visitor.get("/mesa/").text)

	@pytest.mark.covers("M7")
	def test_what_the_customer_uses_is_said_with_plan_price_and_since_when(
		self, portal: PortalWorld
	) -> None:
		visitor, token = take(portal)
		lease = portal.world.lease
		assert lease is not None
		number = lease.customer.customer_id
		portal.world.services.kept.clear()
		fields = {"name": "Fibra 300", "price": "25.5", "started_on": date(2026, 3, 1)}
		portal.world.services.keep(customer_id=number, **fields)
		text = read_text(look(visitor, token).text)
		assert "Fibra 300 · $25,50 al mes · desde el 1 mar 2026" in text
		assert "Cotizar" in visitor.get("/mesa/").text

	def test_who_uses_nothing_is_said_so(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		portal.world.services.kept.clear()
		assert "No usa ningún servicio." in read_text(look(visitor, token).text)

	def test_it_is_asked_once_for_a_hold(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		for _time in range(2):
			assert "Una oferta" in look(visitor, token).text
		portal.world.down |= {"mailer", "customers"}  # nobody is waited for
		page = visitor.get("/mesa/").text
		assert "Una oferta para usted" in page
		assert "Prefiere:" in page
		assert 'hx-trigger="load"' not in page
		assert len(list_looks(portal)) == 2

	def test_the_browser_cannot_read_it_and_another_hold_has_none_of_it(
		self, portal: PortalWorld
	) -> None:
		visitor, token = take(portal)
		answer = look(visitor, token)
		assert answer.headers["Cache-Control"] == "no-store"
		[cookie] = [one for one in answer.headers.getlist("Set-Cookie") if "chasqui_desk=" in one]
		assert "HttpOnly; Path=/mesa; SameSite=Lax" in cookie
		assert "oferta" not in cookie
		fields = {"lease_token": token, "result": "BUSY"}
		visitor.send("/mesa/resultado", page="/mesa/", **fields)
		page = visitor.get("/mesa/").text
		assert "Una oferta para usted" not in page
		assert 'hx-trigger="load"' in page

	@pytest.mark.parametrize("kept", ["", "x", "a.b.c.d.e"])
	def test_a_cookie_that_is_none_is_asked_anew(self, portal: PortalWorld, kept: str) -> None:
		visitor, token = take(portal)
		visitor.client.set_cookie("chasqui_desk", kept, path="/mesa")
		assert 'hx-trigger="load"' in visitor.get("/mesa/").text
		assert "Una oferta" in look(visitor, token).text

	def test_who_is_held_no_more_is_not_looked_at(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		assert (look(visitor, uuid4()).status_code, look(visitor, "uno").status_code) == (204, 404)
		visitor.send("/mesa/soltar", page="/mesa/", lease_token=token)
		assert look(visitor, token).status_code == 204
		assert list_looks(portal) == []

	@pytest.mark.parametrize(
		("down", "here", "gone"),
		[("mailer", "Prefiere:", "Una oferta"), ("customers", "Una oferta", "Prefiere:")],
	)
	def test_what_does_not_answer_is_asked_again_later(
		self, portal: PortalWorld, down: str, here: str, gone: str
	) -> None:
		visitor, token = take(portal)
		portal.world.down.add(down)
		answer = look(visitor, token)
		assert answer.status_code == 200
		assert here in answer.text
		assert gone not in answer.text
		page = visitor.get("/mesa/").text
		assert 'hx-trigger="load"' in page
		assert here in page
		portal.world.down.clear()
		before = list_looks(portal)
		answer = look(visitor, token)
		assert here in answer.text
		assert gone in answer.text
		assert len(list_looks(portal)) == len(before) + 1  # what is known is not asked again

	def test_nothing_is_left_with_the_browser_once_nobody_is_held(
		self, portal: PortalWorld
	) -> None:
		visitor, token = take(portal)
		look(visitor, token)
		visitor.send("/mesa/soltar", page="/mesa/", lease_token=token)
		assert visitor.client.get_cookie("chasqui_desk", path="/mesa") is not None
		visitor.get("/mesa/")
		assert visitor.client.get_cookie("chasqui_desk", path="/mesa") is None

	def test_without_scripts_it_leads_to_the_desk(self, portal: PortalWorld) -> None:
		visitor, token = take(portal)
		assert visitor.get(f"/mesa/contexto/{token}").location == "/mesa/"
		assert portal.open("jefa").get(f"/mesa/contexto/{token}").status_code == 403
