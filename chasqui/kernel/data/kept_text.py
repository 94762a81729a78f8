"""A column of what people read: kept as text and parameters, put into words when read."""

from typing import Any

from sqlalchemy import Text as TextColumn
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from chasqui.kernel.texts.text import Text, read_text


class KeptText(TypeDecorator[Text]):
	"""A `Text`, so that whoever reads the row later has it in the own language.

	What has no parameters stands there as its Spanish words; so does what older versions wrote.
	"""

	impl = TextColumn
	cache_ok = True

	def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
		"""Return what the row keeps."""
		return value.dump() if isinstance(value, Text) else value

	def process_result_value(self, value: Any, dialect: Dialect) -> Text | None:  # noqa: ARG002
		"""Return the text that the row keeps."""
		return None if value is None else read_text(value)
