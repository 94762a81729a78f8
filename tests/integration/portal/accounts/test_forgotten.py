"""«Olvidé mi contraseña»: a link by mail, for who asks it at the sign-in."""

from tests.support.portal_world import PortalWorld

PAGE = "/ingreso/olvido"


class TestForgotten:
	def test_the_sign_in_leads_there_and_everybody_hears_the_same(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open()
		assert f'href="{PAGE}"' in visitor.get("/ingreso").text
		told = [visitor.send(PAGE, page=PAGE, login=login) for login in ("jefa", "nadie")]
		assert {answer.status_code for answer in told} == {200}
		texts = {answer.text.replace("«jefa»", "«nadie»") for answer in told}
		assert len(texts) == 1
		assert "Revise su correo" in texts.pop()
		assert portal.world.team.forgotten == ["jefa", "nadie"]

	def test_nothing_typed_is_told_at_its_field(self, portal: PortalWorld) -> None:
		answer = portal.open().send(PAGE, page=PAGE, login=" ")
		assert answer.status_code == 422
		assert 'id="login-error"' in answer.text

	def test_a_limit_and_a_silent_service_are_told_and_the_name_stays(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open()
		portal.world.locked_out = True
		late = visitor.send(PAGE, page=PAGE, login="jefa")
		assert late.status_code == 429
		assert "Espere 2 minutos" in late.text
		assert 'value="jefa"' in late.text
		portal.world.down.add("campaigns")
		silent = visitor.send(PAGE, page=PAGE, login="jefa")
		assert silent.status_code == 503
		assert "no responde por ahora" in silent.text

	def test_what_is_typed_is_no_markup(self, portal: PortalWorld) -> None:
		answer = portal.open().send(PAGE, page=PAGE, login="<script>alert(1)</script>")
		assert "<script>alert" not in answer.text
