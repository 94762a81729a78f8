"""The campaign that somebody is typing, sealed in a cookie: the portal stores nothing."""

import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from flask import Response, current_app, request

from portal.session.cookie import LONGEST_COOKIE, Sealer

EXTENSION = "chasqui.sealer"
COOKIE = "chasqui_draft"
WEEK_SECONDS = 604_800


@dataclass
class Draft:
	"""What was typed so far; `nonce` makes saving it twice create one campaign."""

	raw: dict[str, list[str]] = field(default_factory=dict)
	nonce: str = field(default_factory=lambda: secrets.token_urlsafe(16))
	owner: int = 0
	campaign_id: int | None = None
	version: int = 0
	visited: list[str] = field(default_factory=list)

	def keep(self, names: list[str], typed: dict[str, list[str]]) -> None:
		"""Take over the fields of one step; one that was left empty is empty from now on."""
		for name in names:
			texts = [text.strip() for text in typed.get(name, []) if text.strip()]
			self.raw.pop(name, None)
			if texts:
				self.raw[name] = texts


def read_draft(owner: int) -> Draft | None:
	"""Return the draft of this person on this machine, if there is one."""
	document: dict[str, Any] = _read_sealer().open(request.cookies.get(COOKIE))
	if document.get("owner") != owner:
		return None
	return Draft(**document)


def write_draft(response: Response, draft: Draft) -> bool:
	"""Keep the draft in the answer's cookie; False if it is too long for one."""
	sealed = _read_sealer().seal(asdict(draft))
	if len(sealed) > LONGEST_COOKIE:
		return False
	response.set_cookie(
		COOKIE,
		sealed,
		max_age=WEEK_SECONDS,
		httponly=True,
		samesite="Lax",
		secure=current_app.config["SESSION_COOKIE_SECURE"],
	)
	return True


def drop_draft(response: Response) -> None:
	"""Forget the draft."""
	response.delete_cookie(COOKIE)


def _read_sealer() -> Sealer:
	sealer: Sealer = current_app.extensions[EXTENSION]
	return sealer
