"""What a rule of the domain says of a value that it refuses."""

from typing import Any

from chasqui.kernel.errors import BadValue


class BadField(BadValue):
	"""One value is refused. `message` is for people; `code` is for programs."""

	def __init__(self, field: str, code: str, message: Any) -> None:
		super().__init__(message)
		self.field = field
		self.code = code
		self.message = message
