"""How a design is refused: always for its HTML, in Spanish."""

from chasqui.kernel.errors import FieldError, Invalid


def refuse(code: str, message: str) -> Invalid:
	"""Return the error of a design whose HTML cannot be sent."""
	return Invalid(message, code=code, fields=[FieldError("html", message, code)])


def refuse_controls() -> Invalid:
	"""Return the error of a design with characters that are no text."""
	return refuse("control_characters", "El diseño lleva caracteres de control: quítelos.")
