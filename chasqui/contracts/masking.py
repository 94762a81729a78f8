"""Who sees a customer's identification whole, and how it is shown to everybody else.

Who may correct it sees it. Everybody else recognises it by its ends, and may ask for all of it,
which is written down (`reveal_identity`). Lists of work (an audience, the mails of a run, the desk,
looks at a risk) mask it for all: they are not where it is looked after.
"""

from collections.abc import Collection

from chasqui.contracts.access import Permission

VISIBLE = 2


def sees_identity(permissions: Collection[str]) -> bool:
	"""Return whether somebody with these permissions sees identifications whole, unasked."""
	return Permission.CUSTOMERS_WRITE in permissions


def mask_identity(number: str | None) -> str:
	"""Return ``17******34`` for ``1712345634``; stars alone for what is short or erased."""
	if not number or len(number) <= 2 * VISIBLE:
		return "****"
	return number[:VISIBLE] + "*" * (len(number) - 2 * VISIBLE) + number[-VISIBLE:]


def mask_email(email: str) -> str:
	"""Return ``ma***@example.com``: who knows the person recognises it."""
	local, _at, domain = email.rpartition("@")
	return f"{local[:VISIBLE]}***@{domain}"
