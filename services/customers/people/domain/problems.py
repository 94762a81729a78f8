"""What a rule of the domain says of a value that it refuses."""

from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import Text


class BadField(BadValue):
	"""One value is refused. `message` is for people; `code` is for programs."""

	def __init__(self, field: str, code: str, message: Text) -> None:
		super().__init__(message)
		self.field = field
		self.code = code
		self.message = message
