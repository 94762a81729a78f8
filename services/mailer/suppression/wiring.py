"""Parts of the way out of the mailings."""

from functools import cached_property

from chasqui.kernel.parts import DataParts
from mailer.config import MailerConfig
from mailer.suppression.domain.unsubscribe_tokens import TokenSigner


class SuppressionParts(DataParts[MailerConfig]):
	"""Tokens of the unsubscribe links."""

	@cached_property
	def signer(self) -> TokenSigner:
		keys = self.config.read_unsubscribe_keys()
		return TokenSigner(keys, newest=next(iter(keys)))
