"""The way out: an unsubscribe link is honoured at once and for ever."""

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import RecipientUnsubscribed
from chasqui.contracts.mailer.people import UnsubscribeView
from chasqui.kernel.errors import NotFound
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.designs.domain.address_digests import AddressHasher
from mailer.designs.domain.addresses import mask_address
from mailer.runs.models.delivery import DeliveryRow
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.deliveries import DeliveryRepository
from mailer.suppression.domain.sources import SuppressionSource
from mailer.suppression.domain.unsubscribe_tokens import TokenSigner
from mailer.suppression.repositories import SuppressionRepository
from mailer.tables import EventRow


class UnsubscribeService:
	"""Suppression and event in one transaction; a second time changes nothing."""

	def __init__(
		self,
		session: Session,
		signer: TokenSigner,
		digests: AddressHasher,
		publisher: Publisher,
		company: str,
	) -> None:
		self._session = session
		self._signer = signer
		self._digests = digests
		self._publisher = publisher
		self._company = company
		self._suppressions = SuppressionRepository(session)

	def show(self, token: str) -> UnsubscribeView:
		"""Return what the public page shows; changes nothing, for mail scanners open links.

		:raises NotFound: no key of ours signed the token
		"""
		return self._describe(self._find(token))

	def unsubscribe(self, token: str) -> UnsubscribeView:
		"""Suppress the address that the mail went to, and notify the other services.

		:raises NotFound: no key of ours signed the token
		"""
		delivery = self._find(token)
		digest = self._read_digest(delivery)
		source = SuppressionSource.UNSUBSCRIBE
		if self._suppressions.add(digest, source, delivery.customer_id):
			run = self._session.get_one(RunRow, delivery.run_id)
			payload = RecipientUnsubscribed(
				email=delivery.email,
				customer_id=delivery.customer_id,
				campaign_id=run.campaign_id,
			)
			publish_event(self._session, EventRow, payload, self._publisher)
		return self._describe(delivery)

	def _find(self, token: str) -> DeliveryRow:
		delivery_id = self._signer.read(token)
		found = DeliveryRepository(self._session).find(delivery_id) if delivery_id else None
		if found is None or (found.address_hash is None and found.email is None):
			raise NotFound(say("El enlace de baja no es válido."), code="bad_token")
		return found

	def _describe(self, delivery: DeliveryRow) -> UnsubscribeView:
		since = self._suppressions.find_since(
			self._read_digest(delivery), SuppressionSource.UNSUBSCRIBE
		)
		return UnsubscribeView(
			masked_email=mask_address(delivery.email) if delivery.email else "***",
			company=self._company,
			unsubscribed=since is not None,
			unsubscribed_at=since,
		)

	def _read_digest(self, delivery: DeliveryRow) -> bytes:
		return delivery.address_hash or self._digests.make(delivery.email or "")
