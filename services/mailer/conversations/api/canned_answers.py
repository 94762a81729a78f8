"""Answers that are written once and used often."""

from chasqui.contracts.endpoints.mailer import conversations as endpoints
from chasqui.contracts.mailer.conversations import (
	CannedAnswer,
	CannedAnswerFields,
	CannedAnswerPatch,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from mailer.conversations.use_cases.canned_answer_service import CannedAnswerService
from mailer.conversations.wiring import ConversationParts


def build_blueprint(wiring: ConversationParts) -> Routes:
	routes = Routes("canned_answers", __name__)

	def serve() -> CannedAnswerService:
		return wiring.make_canned_answer_service(read_session())

	@routes.serve(endpoints.list_canned_answers)
	def list_canned_answers() -> Page[CannedAnswer]:
		return Page[CannedAnswer](items=serve().list_all())

	@routes.serve(endpoints.add_canned_answer)
	def add_canned_answer(*, body: CannedAnswerFields) -> CannedAnswer:
		return serve().add(body, read_principal().name)

	@routes.serve(endpoints.change_canned_answer)
	def change_canned_answer(*, answer_id: int, body: CannedAnswerPatch) -> CannedAnswer:
		return serve().change(answer_id, body, read_principal().name)

	@routes.serve(endpoints.delete_canned_answer)
	def delete_canned_answer(*, answer_id: int) -> None:
		serve().delete(answer_id)

	return routes
