"""Keys of the sign-in, each for one purpose, out of one secret."""

import base64
import hashlib
import hmac


class SignInKeyDeriver:
	"""The secret is random and long, so that one HMAC is enough to part the purposes."""

	def __init__(self, secret: str) -> None:
		self._secret = secret.encode()

	def derive(self, purpose: str) -> bytes:
		"""Return the key (32 bytes) of a purpose."""
		return hmac.digest(self._secret, purpose.encode(), "sha256")

	def derive_successor(self, token: str) -> str:
		"""Return the refresh token that follows another one: always the same, and only for us."""
		return self.derive_token("refresh-token", token)

	def derive_token(self, purpose: str, text: str) -> str:
		"""Return the token that belongs to a text: always the same, and only for us."""
		made = hmac.digest(self.derive(purpose), text.encode(), "sha256")
		return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def hash_token(token: str) -> str:
	"""Return what is stored of a refresh token; 256 random bits need no salt."""
	return hashlib.sha256(token.encode()).hexdigest()
