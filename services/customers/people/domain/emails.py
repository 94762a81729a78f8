"""E-mail addresses: their form, never their existence (no question leaves the machine)."""

import re

from email_validator import EmailNotValidError, validate_email

from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import say
from customers.people.domain.problems import BadField

LONGEST_EMAIL = 254
# Plain addresses, nearly all there are, need no more than this; the rest go to the library.
PLAIN = re.compile(
	r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+"
	r"(?:com|org|net|ec|info|edu|gov|gob|co|cl|pe|us|es)"
)
LONGEST_PLAIN = 63  # no label or local part of a shorter address can pass its own limit


def parse_email(text: str) -> str:
	"""Return an address in lower case, its domain in its written form.

	:raises BadField: it is not an address that mail could go to
	"""
	email = tidy_line(text).lower()
	if len(email) <= LONGEST_PLAIN and PLAIN.fullmatch(email):
		return email
	try:
		checked = validate_email(email, check_deliverability=False, strict=True)
	except EmailNotValidError as error:
		raise BadField("email", "bad_email", say("El correo electrónico no es válido.")) from error
	if len(checked.normalized) > LONGEST_EMAIL:
		raise BadField(
			"email",
			"too_long",
			say("El correo pasa de {longest_email} caracteres.", longest_email=LONGEST_EMAIL),
		)
	return checked.normalized
