"""Plays what came back of mails, and what the company's domain says of them."""

from flask import Blueprint, request

from chasqui.contracts.mailer.bounces import Bounce, BounceClass, BounceKind, BounceReason
from chasqui.contracts.mailer.domains import DnsRecord, DnsState, MailDomain, RecordKind
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import NOW, World


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("mail_care", __name__)
	world.bounces = {
		1: make_bounce(1, BounceKind.HARD, BounceReason.USER_UNKNOWN),
		2: make_bounce(2, BounceKind.SOFT, BounceReason.MAILBOX_FULL),
		3: make_bounce(3, BounceKind.UNKNOWN, None),
	}

	@blueprint.get("/v1/bounces")
	def list_bounces() -> Page[Bounce]:
		kinds = request.args.getlist("kind")
		return Page[Bounce](
			items=[one for one in world.bounces.values() if not kinds or one.kind in kinds]
		)

	@blueprint.post("/v1/bounces/<int:number>/class")
	def class_bounce(number: int) -> Bounce:
		body = BounceClass.model_validate_json(request.get_data())
		if world.bounces[number].kind is not BounceKind.UNKNOWN:
			raise Conflict(say("Ese rebote ya se sabe qué es."))
		news = {"kind": body.kind, "classed_by": "Jefatura de Prueba"}
		world.bounces[number] = world.bounces[number].model_copy(update=news)
		return world.bounces[number]

	@blueprint.get("/v1/mail-domain")
	def show_domain() -> MailDomain:
		return MailDomain(
			sender="noticias@example.com", domain="example.com", is_signed=True, is_aligned=True,
			records=[
				make_record(RecordKind.SPF, DnsState.GOOD, "v=spf1 mx -all"),
				make_record(RecordKind.DKIM, DnsState.WRONG, "v=DKIM1; k=rsa; p=" + "A" * 390),
				make_record(RecordKind.DMARC, DnsState.MISSING, "v=DMARC1; p=none"),
				make_record(RecordKind.MX, DnsState.UNKNOWN, "10 mx.example.com."),
			],
		)  # fmt: skip

	return blueprint


def make_bounce(number: int, kind: BounceKind, reason: BounceReason | None) -> Bounce:
	"""Return a mail that came back."""
	return Bounce(
		id=number, delivery_id=number, customer_id=number, email=f"persona{number}@example.com",
		kind=kind, reason=reason, diagnostic="550 5.1.1 No such user", at=NOW,
	)  # fmt: skip


def make_record(kind: RecordKind, state: DnsState, value: str) -> DnsRecord:
	"""Return a record of a domain, as it stands."""
	is_there = state in (DnsState.GOOD, DnsState.WRONG)
	why = {DnsState.WRONG: "Es otra llave.", DnsState.MISSING: "Nadie lo dice."}.get(state, "")
	return DnsRecord(
		kind=kind, host=f"{kind.value}.example.com", value=value, found=[value] * is_there,
		state=state, why=why,
	)  # fmt: skip
