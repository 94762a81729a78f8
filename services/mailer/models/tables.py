"""The base of this service's tables."""

from sqlalchemy.orm import DeclarativeBase

from chasqui.kernel.db import build_metadata


class Table(DeclarativeBase):
	"""Base of every table of mailer."""

	metadata = build_metadata()
