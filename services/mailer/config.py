"""The mailer's settings: the only reader of its environment."""

import json
from typing import Self

from pydantic import Field, SecretStr, model_validator

from chasqui.kernel.config.settings import DEVELOPMENT_SECRET, DataConfig

SAMPLE_POSTAL_ADDRESS = "Dirección de ejemplo, Quito, Ecuador"


class MailerConfig(DataConfig):
	"""Each is said by ``CHASQUI_<NAME>``. Rates of 0 are unlimited; times are in seconds."""

	smtp_url: SecretStr = SecretStr("smtp://127.0.0.1:1025")
	smtp_is_local_mailbox: bool = False
	"""Only the suite's own mailbox takes mail to reserved domains (example.com …)."""
	smtp_hello_name: str = "localhost"
	smtp_connections: int = Field(default=8, ge=1, le=64)
	connect_timeout: float = 10.0
	reply_timeout: float = 120.0
	final_reply_timeout: float = 600.0
	"""RFC 5321 4.5.3.2.6: ten minutes for the answer to the final dot."""

	sender_name: str = ""
	"""Empty: the company's name."""
	sender_address: str = Field(
		default="noticias@example.com", pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$"
	)
	message_domain: str = "mail.example.com"
	reply_address: str = Field(default="", pattern=r"^([^@\s<>+]+@[^@\s<>]+\.[^@\s<>]+)?$")
	"""Where answers come in, ``respuestas@…``: each mail's own address has a token before the @.
	Empty: no answers are received here, and they go to the sender's address.
	"""
	reply_hours: int = Field(default=24, ge=1, le=720)
	"""How soon somebody who wrote should be answered."""
	inbound_host: str = "127.0.0.1"
	inbound_port: int = Field(default=0, ge=0, le=65535)
	"""Where the SMTP server listens; 0 is any free port, for tests."""
	imap_url: SecretStr = SecretStr("")
	"""A mailbox that is read besides: ``imaps://user:password@host:993/INBOX``."""
	contact_link: str = ""
	"""Where a design's «contact us» leads; empty: a mail to the sender."""
	company_postal_address: str = SAMPLE_POSTAL_ADDRESS
	dkim_keys: SecretStr = SecretStr("[]")
	"""JSON: ``[{"domain": "…", "selector": "…", "key": "PEM"}, …]``, as ``chasqui mail-keys`` makes
	them; each signs every mail. Leave it empty where who sends signs, as SES does.
	"""
	dns_server: str = Field(default="", pattern=r"^([0-9.]+:\d+)?$")
	"""Asked instead of the machine's own, as ``address:port``."""
	unsubscribe_keys: SecretStr = SecretStr(json.dumps({"dev": DEVELOPMENT_SECRET}))
	"""JSON: ``{"id": "key", …}``, the newest first; links signed with any of them work."""

	address_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	"""Keys the digests by which an address is known again after its person was erased. It does not
	rotate: with another key those who want no mail would not be known any more."""

	claim_batch: int = Field(default=400, ge=1, le=5000)
	slice_seconds: float = 10.0
	"""How long one task sends of a run before it lets the others have their turn."""
	lease_seconds: float = 30.0
	rate_per_second: int = Field(default=0, ge=0)
	rate_per_minute: int = Field(default=0, ge=0)
	rate_per_hour: int = Field(default=0, ge=0)
	rate_per_domain_minute: dict[str, int] = Field(default_factory=dict)
	"""JSON: ``{"gmail.com": 600}``."""
	breaker_failures: int = Field(default=8, ge=1)
	"""Slow-downs in a row after which a run is paused."""
	long_work_slots: int = Field(default=2, ge=1)
	"""Runs filled or sent at once by a worker; two less than its threads, so that events get one,
	and single mails that people wait for another.
	"""

	@model_validator(mode="after")
	def check_keys(self) -> Self:
		"""Refuse keys without an id."""
		self.read_unsubscribe_keys()
		return self

	@property
	def lacks_postal_address(self) -> bool:
		"""Real mails would say nothing of where the company is, or the sample's address."""
		is_sample = self.company_postal_address == SAMPLE_POSTAL_ADDRESS
		return not self.smtp_is_local_mailbox and (is_sample or not self.company_postal_address)

	def read_unsubscribe_keys(self) -> dict[str, str]:
		"""Return the keys by id, the newest first."""
		try:
			keys = json.loads(self.unsubscribe_keys.get_secret_value())
		except ValueError:
			keys = None
		if not isinstance(keys, dict) or not keys:
			raise ValueError('CHASQUI_UNSUBSCRIBE_KEYS is JSON: {"id": "key"}')
		return {str(key_id): str(key) for key_id, key in keys.items()}
