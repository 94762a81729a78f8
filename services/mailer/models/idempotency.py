"""Answers to keyed requests."""

from chasqui.kernel.idempotency_key import IdempotencyMixin
from mailer.models.tables import Table


class IdempotencyRow(IdempotencyMixin, Table):
	"""See `chasqui.kernel.idempotency`."""
