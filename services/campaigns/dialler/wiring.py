"""Parts of the way to and from the dialler."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.accounts.wiring import AccountParts
from campaigns.dialler.domain import MessageSigner
from campaigns.dialler.repositories import DialAttemptRepository
from campaigns.dialler.transports import DiallerTransport
from campaigns.dialler.use_cases import DialAttemptService, DialReportVerifier


class DiallerParts(AccountParts):
	"""Without an address there is no dialler, and nobody is believed to be it."""

	@cached_property
	def dialler(self) -> DiallerTransport | None:
		signer = self._dial_signer
		return DiallerTransport(self.config.dialler_url, signer) if signer is not None else None

	@cached_property
	def dial_verifier(self) -> DialReportVerifier:
		return DialReportVerifier(self._dial_signer)

	@cached_property
	def _dial_signer(self) -> MessageSigner | None:
		secret = self.config.dialler_secret
		if not self.config.dialler_url or secret is None:
			return None
		return MessageSigner(secret.get_secret_value())

	def make_dial_attempt_service(self, session: Session) -> DialAttemptService:
		return DialAttemptService(DialAttemptRepository(session))
