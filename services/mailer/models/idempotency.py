"""Answers to keyed requests."""

from chasqui.kernel.idempotency_key import IdempotencyMixin
from mailer.models.registry import MailerModel


class IdempotencyRow(IdempotencyMixin, MailerModel):
	"""See `chasqui.kernel.idempotency`."""
