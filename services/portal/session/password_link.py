"""The link by which somebody chooses a password. It is kept sealed while that is done, so that its
token stands in no address, which other sites and the browser's history would get to know."""

from flask import session

LINK = "password_link"


def keep_link(token: str) -> None:
	"""Remember the token of the link that was opened."""
	session[LINK] = token


def find_link() -> str | None:
	"""Return the token of the link that is in use."""
	token: str | None = session.get(LINK)
	return token


def drop_link() -> None:
	"""Drop the link: it was used, or serves no more."""
	session.pop(LINK, None)
