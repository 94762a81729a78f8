"""How much of a body the portal reads, and whose."""

import inspect
from io import BytesIO

from chasqui.kernel.web.bodies import MAX_BODY_BYTES
from portal.session.form_token import PEEKED_BYTES
from tests.support.portal_world import PortalWorld

LIST = "/importaciones/"
MULTIPART = "multipart/form-data; boundary=b"


class TestBodies:
	def test_only_views_that_receive_a_file_and_are_granted_take_long_bodies(
		self, portal: PortalWorld
	) -> None:
		views = portal.app.view_functions.values()
		takers = {view for view in views if getattr(view, "takes_uploads", False)}
		readers = {view for view in views if "request.files" in inspect.getsource(view)}
		assert takers == readers
		assert takers
		assert not any(view.access.is_public for view in takers)

	def test_an_upload_without_the_token_leaves_its_file_unread(self, portal: PortalWorld) -> None:
		part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
		body = BytesIO(part + b"x" * 4 * MAX_BODY_BYTES + b"\r\n--b--\r\n")
		answer = portal.open("admin").client.post(
			LIST, input_stream=body, content_length=len(body.getvalue()), content_type=MULTIPART
		)
		assert answer.status_code == 403
		assert body.tell() <= PEEKED_BYTES

	def test_a_long_file_of_a_signed_in_person_arrives_whole(self, portal: PortalWorld) -> None:
		size = 2 * MAX_BODY_BYTES
		file = (BytesIO(b"x" * size), "clientes.csv")
		answer = portal.open("admin").send(LIST, page=LIST, file=file)
		assert answer.status_code == 303
		assert portal.world.imports[6].bytes_total == size

	def test_a_long_form_is_refused(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		page = {"username": "x" * (MAX_BODY_BYTES + 1)}
		assert visitor.client.post("/ingreso", data=page).status_code == 413
