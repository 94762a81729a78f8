"""E-mail addresses: their form, never their existence (no question leaves the machine)."""

import re

from email_validator import EmailNotValidError, validate_email

from chasqui.contracts.mailer.addresses import MAX_LENGTH, is_mailable
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import say
from customers.people.domain.problems import BadField

# Plain addresses, nearly all there are, need no more than this; the rest go to the library.
PLAIN = re.compile(
	r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+"
	r"(?:com|org|net|ec|info|edu|gov|gob|co|cl|pe|us|es)"
)
LONGEST_PLAIN = 63  # no label or local part of a shorter address can pass its own limit


def parse_email(text: str) -> str:
	"""Return an address that mail can go to, in lower case, a domain of other letters in punycode.

	:raises BadField: it is not one
	"""
	email = tidy_line(text).lower()
	if len(email) <= LONGEST_PLAIN and PLAIN.fullmatch(email):
		return email
	try:
		checked = validate_email(email, check_deliverability=False, strict=True)
	except EmailNotValidError as error:
		raise BadField("email", "bad_email", say("El correo electrónico no es válido.")) from error
	written = checked.ascii_email
	if written is None:
		message = say("Antes de la @ el correo solo lleva letras sin tilde ni eñe.")
		raise BadField("email", "bad_local_part", message)
	if len(written) > MAX_LENGTH:
		message = say("El correo pasa de {longest} caracteres.", longest=MAX_LENGTH)
		raise BadField("email", "too_long", message)
	if not is_mailable(written):
		raise BadField("email", "bad_email", say("El correo electrónico no es válido."))
	return written
