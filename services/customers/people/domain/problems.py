"""What a rule of the domain says of a value that it refuses."""


class BadField(ValueError):
	"""One value is refused. `message` is Spanish, for people; `code` is for programs."""

	def __init__(self, field: str, code: str, message: str) -> None:
		super().__init__(message)
		self.field = field
		self.code = code
		self.message = message
