"""The base of the mailer's tables."""

from chasqui.kernel.db import Model, build_metadata


class MailerModel(Model):
	__abstract__ = True

	metadata = build_metadata()
