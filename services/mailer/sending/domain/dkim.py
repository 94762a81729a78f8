"""Signs mails so that their receivers know the domain that answers for them (DKIM, RFC 6376).

Each mail bears two signatures: RSA-SHA256, which all verify, and Ed25519 (RFC 8463), which not all
know yet. «relaxed» for headers, «simple» for the body: what we send is canonical already, its lines
at most 76 octets, ended by CRLF. The libraries of the field sign with a pure Python RSA: 6 ms a
mail, where `cryptography` takes 0.25.
"""

import base64
import hashlib
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
	Encoding,
	PublicFormat,
	load_pem_private_key,
)

SMALLEST_RSA = 2048  # RFC 8301, 3.2
# Named once more than they stand there: a header that somebody adds breaks the signature (RFC 6376,
# 8.15), so that no second subject or sender is shown above ours.
OVERSIGNED = ("from", "to", "subject", "date", "message-id", "reply-to")
SIGNED = (
	*OVERSIGNED,
	"in-reply-to",
	"references",
	"mime-version",
	"content-type",
	"content-transfer-encoding",
	"auto-submitted",
	"list-id",
	"list-unsubscribe",
	"list-unsubscribe-post",
)
_FOLDING = re.compile(rb"\r\n(?=[ \t])")
_SPACE = re.compile(rb"[ \t]+")
_EMPTY_END = re.compile(rb"(\r\n)*\Z")


@dataclass(frozen=True)
class DkimKey:
	"""A private key, and the name under which its public half stands in the domain's DNS."""

	domain: str
	selector: str
	private: RSAPrivateKey | Ed25519PrivateKey

	@classmethod
	def read(cls, domain: str, selector: str, pem: str) -> "DkimKey":
		"""Return the key of a PEM.

		:raises ValueError: it is none, of another kind, or too short to be believed
		"""
		private = load_pem_private_key(pem.encode(), password=None)
		if isinstance(private, RSAPrivateKey) and private.key_size < SMALLEST_RSA:
			raise ValueError(f"an RSA key of DKIM has at least {SMALLEST_RSA} bits")
		if not isinstance(private, RSAPrivateKey | Ed25519PrivateKey):
			raise ValueError("a DKIM key is RSA or Ed25519")
		return cls(domain.lower(), selector, private)

	@property
	def algorithm(self) -> str:
		return "rsa-sha256" if isinstance(self.private, RSAPrivateKey) else "ed25519-sha256"

	@property
	def host(self) -> str:
		"""Where the public half is published."""
		return f"{self.selector}._domainkey.{self.domain}"

	@cached_property
	def record(self) -> str:
		"""The TXT record of the public half."""
		public = self.private.public_key()
		if isinstance(self.private, RSAPrivateKey):
			octets = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
			return f"v=DKIM1; k=rsa; p={base64.b64encode(octets).decode()}"
		octets = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
		return f"v=DKIM1; k=ed25519; p={base64.b64encode(octets).decode()}"

	def sign(self, signed: bytes) -> str:
		"""Return the signature of what is signed."""
		if isinstance(self.private, RSAPrivateKey):
			return base64.b64encode(self.private.sign(signed, PKCS1v15(), SHA256())).decode()
		# Of the digest, not of the text: RFC 8463, 3.
		return base64.b64encode(self.private.sign(hashlib.sha256(signed).digest())).decode()


def read_keys(written: str) -> list[DkimKey]:
	"""Return the keys of a configuration: ``[{"domain": …, "selector": …, "key": PEM}]``.

	:raises ValueError: it has another shape, or a key is none
	"""
	try:
		entries = json.loads(written or "[]")
		return [DkimKey.read(one["domain"], one["selector"], one["key"]) for one in entries]
	except (ValueError, TypeError, KeyError) as error:
		raise ValueError(f"CHASQUI_DKIM_KEYS is what chasqui mail-keys writes: {error}") from error


class DkimSigner:
	"""Signs with every key that it is given; with none, mails leave as they are."""

	def __init__(self, keys: Sequence[DkimKey]) -> None:
		self._keys = keys

	def sign(self, message: bytes) -> bytes:
		"""Return a message, lines ended by CRLF, with its signatures before it."""
		if not self._keys:
			return message
		head, _, body = message.partition(b"\r\n\r\n")
		digest = base64.b64encode(hashlib.sha256(_end(body)).digest()).decode()
		names, fields = _choose(head)
		at = int(time.time())
		written = [self._write(key, names, fields, digest, at) for key in self._keys]
		return b"".join([*written, message])

	def _write(
		self, key: DkimKey, names: Sequence[str], fields: bytes, digest: str, at: int
	) -> bytes:
		unsigned = (
			f"DKIM-Signature: v=1; a={key.algorithm}; c=relaxed/simple; d={key.domain};\r\n"
			f" s={key.selector}; t={at}; h={_fold_names(names)};\r\n bh={digest};\r\n b="
		)
		# The signature's own header is signed too, last and without its end (RFC 6376, 3.7).
		signature = key.sign(fields + _relax(unsigned.encode()).removesuffix(b"\r\n"))
		lines = [signature[start : start + 72] for start in range(0, len(signature), 72)]
		folded = "\r\n ".join(lines)
		return f"{unsigned}{folded}\r\n".encode()


def _choose(head: bytes) -> tuple[list[str], bytes]:
	"""Return the names of what is signed, and the headers so, as they are canonical."""
	known: dict[str, list[bytes]] = {}
	for line in _FOLDING.sub(b"", head).split(b"\r\n"):
		name = line.partition(b":")[0].strip().lower().decode("ascii", "replace")
		known.setdefault(name, []).append(line)
	names, fields = [], []
	for name in SIGNED:
		for line in reversed(known.get(name, [])):  # of several, from the last one upwards
			names.append(name)
			fields.append(_relax(line + b"\r\n"))
	names += OVERSIGNED
	return names, b"".join(fields)


def _relax(line: bytes) -> bytes:
	"""Return a header as «relaxed» writes it (RFC 6376, 3.4.2)."""
	name, _, value = _FOLDING.sub(b"", line).partition(b":")
	value = _SPACE.sub(b" ", value.replace(b"\r\n", b"")).strip()
	return name.strip().lower() + b":" + value + b"\r\n"


def _end(body: bytes) -> bytes:
	"""Return a body as «simple» reads it: one line end at its end (RFC 6376, 3.4.3)."""
	return _EMPTY_END.sub(b"", body, count=1) + b"\r\n"


def _fold_names(names: Sequence[str]) -> str:
	"""Return the names of headers in lines that are not too long."""
	lines, width = [""], 30
	for name in names:
		if width + len(name) > 74:
			lines.append("")
			width = 1
		lines[-1] += f"{name}:"
		width += len(name) + 1
	return "\r\n ".join(lines).rstrip(":")
