"""The session as one cookie that only the portal can read: JWE, dir + A256GCM."""

import hashlib
import json
from typing import Any

from flask import Flask, Request, Response, current_app, request
from flask.sessions import SecureCookieSession, SessionInterface
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

ALGORITHM, ENCRYPTION = "dir", "A256GCM"
HEADER = {"alg": ALGORITHM, "enc": ENCRYPTION, "zip": "DEF"}
SESSION_COOKIE = "chasqui_session"
LONGEST = 3800
"""A browser drops a cookie of more than 4096 bytes, its name and attributes among them."""


class Sealer:
	"""Seals small JSON documents so that they can be given away and trusted when they return."""

	def __init__(self, secret: str) -> None:
		self._key = OctKey.import_key(hashlib.sha256(secret.encode()).digest())
		self._registry = jwe.JWERegistry(algorithms=[ALGORITHM, ENCRYPTION, "DEF"])

	def seal(self, document: dict[str, Any]) -> str:
		"""Return the sealed form of a document."""
		plain = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
		return jwe.encrypt_compact(HEADER, plain, self._key, registry=self._registry)

	def open(self, sealed: str | None) -> dict[str, Any]:
		"""Return the document; an empty one if it was not sealed with this key."""
		if not sealed:
			return {}
		try:
			plain = jwe.decrypt_compact(sealed, self._key, registry=self._registry).plaintext
			document = json.loads(plain or b"{}")
		except (JoseError, ValueError):
			return {}
		return document if isinstance(document, dict) else {}


class SealedSessions(SessionInterface):
	"""Makes `flask.session` travel sealed. It ends with the browser."""

	def __init__(self, sealer: Sealer, *, is_secure: bool) -> None:
		self.sealer = sealer
		self._is_secure = is_secure

	def open_session(self, app: Flask, request: Request) -> SecureCookieSession:  # noqa: ARG002
		"""Return what the cookie holds; a foreign or broken cookie is an empty session."""
		return SecureCookieSession(self.sealer.open(request.cookies.get(SESSION_COOKIE)))

	def save_session(self, app: Flask, session: Any, response: Response) -> None:  # noqa: ARG002
		"""Write the cookie if the session has changed."""
		if not session.modified:
			return
		if not session:
			response.delete_cookie(SESSION_COOKIE)
			return
		response.set_cookie(
			SESSION_COOKIE,
			self.sealer.seal(dict(session)),
			httponly=True,
			samesite="Lax",
			secure=self._is_secure,
		)


def read_sealed(name: str) -> dict[str, Any]:
	"""Return what a cookie of ours holds; an empty document where there is none."""
	return _read_sealer().open(request.cookies.get(name))


def keep_sealed(response: Response, name: str, document: dict[str, Any], *, path: str) -> None:
	"""Leave a document with the browser, which cannot read it, until it ends; not a long one."""
	sealed = _read_sealer().seal(document)
	if len(sealed) > LONGEST:
		return
	response.set_cookie(
		name,
		sealed,
		path=path,
		httponly=True,
		samesite="Lax",
		secure=current_app.config["SESSION_COOKIE_SECURE"],
	)


def _read_sealer() -> Sealer:
	sessions = current_app.session_interface
	assert isinstance(sessions, SealedSessions)
	return sessions.sealer
