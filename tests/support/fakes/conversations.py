"""Plays the exchange of mails with one person."""

from flask import Blueprint, Response, request

from chasqui.contracts.mailer.conversations import (
	BoxCounts,
	CannedAnswer,
	CannedAnswerFields,
	CannedAnswerPatch,
	Conversation,
	ConversationBox,
	ConversationFilters,
	ConversationMail,
	ConversationNote,
	ConversationPatch,
	ConversationShare,
	ConversationsShared,
	ConversationStart,
	ConversationsTotal,
	ConversationSummary,
	Letter,
	MailDirection,
	MailFile,
)
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid, Unavailable
from chasqui.kernel.texts.text import say
from tests.support.fakes.keys import read_key
from tests.support.fakes.mail_room import MailRoom
from tests.support.fakes.till import find_person
from tests.support.fakes.world import NOW, World

PATH = "/v1/conversations"
ONE = f"{PATH}/<int:number>"
PAGE = "<p>Hola</p><img src='https://lejos.example/p.png'>"


def build_blueprint(world: World) -> Blueprint:
	blueprint, room = Blueprint("conversations", __name__), MailRoom(world)
	world.mail_room = room
	play_lists(blueprint, room)
	play_reading(blueprint, room)
	play_writing(blueprint, room)
	play_changes(blueprint, room)
	play_answers(blueprint, room)
	return blueprint


def play_lists(blueprint: Blueprint, room: MailRoom) -> None:
	@blueprint.before_request
	def fall_silent() -> None:
		if "conversations" in room.world.down:
			raise Unavailable(say("La correspondencia no responde."))

	@blueprint.get(PATH)
	def list_all() -> Page[ConversationSummary]:
		names = ConversationSummary.model_fields
		found = room.list_matching(read_filters())
		return Page[ConversationSummary](
			items=[
				ConversationSummary(**{name: getattr(one, name) for name in names}) for one in found
			]
		)

	@blueprint.get("/v1/conversation-counts")
	def count_boxes() -> BoxCounts:
		mine = room.list_matching(ConversationFilters(box=ConversationBox.MINE))
		return BoxCounts(
			mine=len(mine), unassigned=1, all=4, unknown=1,
			unread=sum(one.is_unread for one in mine), late=sum(one.is_late for one in mine),
		)  # fmt: skip

	@blueprint.get("/v1/conversation-total")
	def count_matching() -> ConversationsTotal:
		return ConversationsTotal(total=len(room.list_matching(read_filters())))


def play_reading(blueprint: Blueprint, room: MailRoom) -> None:
	@blueprint.get(ONE)
	def show(number: int) -> Conversation:
		return room.find(number)

	@blueprint.post(f"{ONE}/read")
	def read(number: int) -> Response:
		room.read.append(number)
		return Response(status=204)

	@blueprint.get(f"{ONE}/mails/<int:mail>/page")
	def show_page(number: int, mail: int) -> Response:
		room.find(number)
		shown = PAGE if request.args.get("with_pictures") == "true" else "<p>Hola</p><img>"
		return Response(shown if mail == 2 else "", mimetype="text/html")

	@blueprint.get(f"{ONE}/mails/<int:mail>/original")
	def show_original(number: int, mail: int) -> Response:
		room.find(number)
		return Response(f"Subject: {mail}", mimetype="application/octet-stream")

	@blueprint.get(f"{ONE}/files/<int:file>")
	def show_file(number: int, file: int) -> Response:
		room.find(number)
		return Response(f"archivo {file}", mimetype="application/octet-stream")


def play_writing(blueprint: Blueprint, room: MailRoom) -> None:
	@blueprint.post(PATH)
	def start() -> tuple[Conversation, int]:
		body = ConversationStart.model_validate_json(request.get_data())
		check(body)
		key = read_key()
		if key not in room.made:
			number = max(room.known) + 1
			customer = room.world.customers[body.customer_id]
			owner = f"staff:{find_person().id}"
			room.known[number] = room.known[1].model_copy(
				update={
					"id": number, "customer_id": customer.id, "subject": body.subject,
					"owner": owner, "items": [write(body)], "email": customer.email,
				}
			)  # fmt: skip
			room.made[key] = number
		return room.known[room.made[key]], 201

	@blueprint.post(f"{ONE}/mails")
	def answer(number: int) -> tuple[Conversation, int]:
		body = Letter.model_validate_json(request.get_data())
		check(body)
		key = read_key()
		if key not in room.made:
			room.made[key] = add(room, number, write(body))
		return room.known[number], 201

	@blueprint.post(f"{ONE}/notes")
	def note(number: int) -> tuple[Conversation, int]:
		body = ConversationNote.model_validate_json(request.get_data())
		mail = write(Letter(text=body.text)).model_copy(
			update={"direction": MailDirection.NOTE, "state": None}
		)
		return add(room, number, mail), 201


def play_changes(blueprint: Blueprint, room: MailRoom) -> None:
	@blueprint.patch(ONE)
	def change(number: int) -> Conversation:
		found = room.find(number)
		body = ConversationPatch.model_validate_json(request.get_data())
		if body.version != found.version:
			raise Conflict(say("Alguien cambió la conversación mientras tanto."))
		if body.customer_id not in (None, *room.world.customers):
			raise Invalid(say("No existe ese cliente."))
		news = body.model_dump(exclude={"version", "is_released"}, exclude_none=True)
		if body.is_released:
			news |= {"owner": None, "owner_name": ""}
		room.known[number] = found.model_copy(update={**news, "version": found.version + 1})
		return room.known[number]

	@blueprint.post("/v1/conversation-shares")
	def share() -> ConversationsShared:
		body = ConversationShare.model_validate_json(request.get_data())
		found = room.list_matching(body.filters)
		if len(found) != body.expected:
			raise Conflict(say("Ya no son las mismas conversaciones."))
		for place, one in enumerate(found):
			chosen = body.owners[place % len(body.owners)]
			news = {"owner": chosen.owner, "owner_name": chosen.name}
			room.known[one.id] = one.model_copy(update=news)
		return ConversationsShared(changed=len(found))


def play_answers(blueprint: Blueprint, room: MailRoom) -> None:
	path = "/v1/canned-answers"

	@blueprint.get(path)
	def list_answers() -> Page[CannedAnswer]:
		return Page[CannedAnswer](items=[*room.answers.values()])

	@blueprint.post(path)
	def add_answer() -> tuple[CannedAnswer, int]:
		body = CannedAnswerFields.model_validate_json(request.get_data())
		if body.name in {one.name for one in room.answers.values()}:
			text = say("Ya hay una respuesta con ese nombre.")
			raise Conflict(text, fields=[FieldError("name", text, "name_taken")])
		number = max(room.answers, default=0) + 1
		room.answers[number] = CannedAnswer(id=number, version=0, **body.model_dump())
		return room.answers[number], 201

	@blueprint.patch(f"{path}/<int:number>")
	def change_answer(number: int) -> CannedAnswer:
		body = CannedAnswerPatch.model_validate_json(request.get_data())
		found = room.answers[number]
		if body.version != found.version:
			raise Conflict(say("Alguien cambió la respuesta mientras tanto."))
		news = {**body.model_dump(), "version": found.version + 1}
		room.answers[number] = found.model_copy(update=news)
		return room.answers[number]

	@blueprint.delete(f"{path}/<int:number>")
	def delete_answer(number: int) -> Response:
		room.answers.pop(number)
		return Response(status=204)


def read_filters() -> ConversationFilters:
	"""Return what the address asks."""
	asked = request.args.to_dict(flat=False)
	known = ConversationFilters.model_fields
	many = ("ids", "state", "priority", "customer_id", "campaign_id", "owner")
	return ConversationFilters.model_validate(
		{
			name: value if name in many else value[0]
			for name, value in asked.items()
			if name in known
		}
	)


def check(letter: Letter) -> None:
	"""Refuse a file as the mailer does."""
	for place, one in enumerate(letter.files):
		if one.name.endswith(".exe"):
			text = say("«{name}» no se puede adjuntar.", name=one.name)
			raise Invalid(text, fields=[FieldError(f"files.{place}", text, "bad")])


def write(letter: Letter) -> ConversationMail:
	"""Return a mail as it stands in its conversation."""
	files = [
		MailFile(id=n, name=one.name, size=len(one.content), is_safe=True)
		for n, one in enumerate(letter.files, 10)
	]
	return ConversationMail(
		id=90, direction=MailDirection.OUT, author=find_person().name, text=letter.text,
		state=DeliveryState.QUEUED, files=files, at=NOW,
	)  # fmt: skip


def add(room: MailRoom, number: int, mail: ConversationMail) -> Conversation:
	"""Put a mail into a conversation."""
	found = room.find(number)
	mail = mail.model_copy(update={"id": 90 + len(found.items)})
	news = {"items": [*found.items, mail], "version": found.version + 1}
	room.known[number] = found.model_copy(update=news)
	return room.known[number]
