"""Where mail goes out: ``smtp://user:password@host:25?starttls=auto`` or ``smtps://host:465``."""

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit


class StartTls(StrEnum):
	"""`auto` takes it where offered; `required` insists; `never` sends in the clear."""

	AUTO = "auto"
	REQUIRED = "required"
	NEVER = "never"


@dataclass(frozen=True)
class SmtpUrl:
	host: str
	port: int
	user: str | None
	password: str | None
	is_tls: bool
	starttls: StartTls

	@classmethod
	def parse(cls, url: str) -> Self:
		"""Return the parts of a URL.

		:raises ValueError: another scheme, no host, or an unknown option
		"""
		parts = urlsplit(url)
		if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
			raise ValueError("an SMTP URL begins with smtp://host or smtps://host")
		options = parse_qs(parts.query)
		is_tls = parts.scheme == "smtps"
		return cls(
			host=parts.hostname,
			port=parts.port or (465 if is_tls else 25),
			user=unquote(parts.username) if parts.username else None,
			password=unquote(parts.password) if parts.password else None,
			is_tls=is_tls,
			starttls=StartTls(options.get("starttls", ["auto"])[0]),
		)

	@property
	def is_loopback(self) -> bool:
		if self.host == "localhost":
			return True
		try:
			return ipaddress.ip_address(self.host).is_loopback
		except ValueError:
			return False
