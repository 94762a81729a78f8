"""An authenticator app: shows the codes of a secret, at the tests' clock."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp

from chasqui.kernel.clock import read_now

STEP_SECONDS = 30


@dataclass(frozen=True)
class Authenticator:
	"""Knows what it read out of a QR code."""

	secret: str
	name: str
	issuer: str

	@classmethod
	def scan(cls, uri: str) -> "Authenticator":
		"""Return the app after it read an ``otpauth://`` address."""
		parts = urlsplit(uri)
		told = {name: values[0] for name, values in parse_qs(parts.query).items()}
		assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
		return cls(told["secret"], unquote(parts.path).rpartition(":")[2], told["issuer"])

	def show(self, steps: int = 0) -> str:
		"""Return the code of now, or of so many steps later."""
		return pyotp.TOTP(self.secret).at(int(read_now().timestamp()) + steps * STEP_SECONDS)

	def show_wrong(self) -> str:
		"""Return a code that is none of those around now."""
		near = {self.show(steps) for steps in range(-3, 4)}
		return next(f"{number:06d}" for number in range(10) if f"{number:06d}" not in near)
