"""The base of this service's tables: one metadata of its own."""

from chasqui.kernel.db import Model, build_metadata


class CustomersModel(Model):
	__abstract__ = True

	metadata = build_metadata()
