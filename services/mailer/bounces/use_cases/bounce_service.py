"""What a mail that came back means: for the address, the mail, and the other services.

Only what is surely of a mail of ours counts: by the signed return path, or by our own header in the
mail that it repeats together with an address of that run. Anybody can write «user unknown».
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import HardBounced, RecipientUnsubscribed
from chasqui.contracts.mailer.bounces import Bounce, BounceClass, BounceKind, BounceQuery
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.bounces.models import BounceRow
from mailer.bounces.repositories import BounceRepository
from mailer.runs.domain.reasons import FailReason
from mailer.suppression.domain.sources import SuppressionSource
from mailer.suppression.repositories import SuppressionRepository
from mailer.tables import EventRow

MOST_SOFT = 3
SOFT_WINDOW = timedelta(days=14)
BY_HAND = (BounceKind.HARD, BounceKind.SOFT, BounceKind.NOTHING)
SOFT = "soft_bounce"
KNOWN = say("Ese rebote ya se sabe qué es.")
NOT_BY_HAND = say("Diga si es definitivo, pasajero, o nada.")


class BounceService:
	def __init__(self, session: Session, publisher: Publisher) -> None:
		self._session = session
		self._publisher = publisher
		self._bounces = BounceRepository(session)
		self._suppressions = SuppressionRepository(session)

	def list_page(self, query: BounceQuery) -> Page[Bounce]:
		"""Return a page of bounces, the latest first."""
		rows, following = self._bounces.list_page(query)
		items = [Bounce.model_validate(row) for row in rows]
		return Page[Bounce](items=items, next_cursor=following)

	def record(self, row: BounceRow) -> None:
		"""Keep a bounce and do what follows of it."""
		self._bounces.add(row)
		self._follow(row)

	def classify(self, bounce_id: int, asked: BounceClass, by: str) -> Bounce:
		"""Have a person say what an unknown one is.

		:raises Conflict: it is known already
		:raises Invalid: it is said to be what only a server can say
		"""
		row = self._bounces.get(bounce_id)
		if row.kind != BounceKind.UNKNOWN.value:
			raise Conflict(KNOWN, code="known")
		if asked.kind not in BY_HAND:
			raise Invalid(
				NOT_BY_HAND, code="bad_kind", fields=[FieldError("kind", NOT_BY_HAND, "bad_kind")]
			)
		row.kind, row.classed_by = asked.kind.value, by[:120]
		self._session.flush()
		self._follow(row)
		return Bounce.model_validate(row)

	def _follow(self, row: BounceRow) -> None:
		if row.delivery_id is None or row.address_hash is None:
			return  # whose it is, is only its word
		kind = BounceKind(row.kind)
		if kind is BounceKind.HARD:
			self._bounces.settle(
				row.delivery_id, DeliveryState.FAILED, FailReason.UNKNOWN_ADDRESS.value
			)
			self._suppress(row)
		elif kind is BounceKind.SOFT:
			self._bounces.settle(row.delivery_id, DeliveryState.FAILED, FailReason.BOUNCED.value)
			since = read_now() - SOFT_WINDOW
			if self._bounces.count_soft(row.address_hash, since) >= MOST_SOFT:
				self._suppress(row)
		elif kind is BounceKind.DELIVERED:
			self._bounces.settle(row.delivery_id, DeliveryState.ACCEPTED, "")
		elif kind is BounceKind.COMPLAINT:
			self._object(row)

	def _suppress(self, row: BounceRow) -> None:
		"""Write to an address no more, and notify whose record has it."""
		assert row.address_hash is not None
		source = SuppressionSource.BOUNCE
		if self._suppressions.add(row.address_hash, source, row.customer_id):
			payload = HardBounced(email=row.email, customer_id=row.customer_id)
			publish_event(self._session, EventRow, payload, self._publisher)

	def _object(self, row: BounceRow) -> None:
		"""Take a complaint as what it is: whoever marks a mail as unwanted wants no more."""
		assert row.address_hash is not None
		source = SuppressionSource.OBJECTION
		if self._suppressions.add(row.address_hash, source, row.customer_id):
			payload = RecipientUnsubscribed(
				email=row.email, customer_id=row.customer_id, campaign_id=None
			)
			publish_event(self._session, EventRow, payload, self._publisher)
