"""What makes a secret one that can be guessed (OWASP ASVS 2.10, 6.2)."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import SecretStr

from chasqui.kernel.plain_json import read_json

DEVELOPMENT_SECRET = "only-for-development-machines"  # noqa: S105
SHORTEST = 32
FEWEST_CHARACTERS = 10  # different ones: a repeated word is no secret, however long


def list_secrets(value: object) -> list[str]:
	"""Return the secrets in a setting: one, those of a mapping or of JSON, or none."""
	if isinstance(value, SecretStr):
		return _list_texts(value.get_secret_value())
	if isinstance(value, dict):
		return [secret for item in value.values() for secret in list_secrets(item)]
	return []


def find_weakness(secret: str) -> str | None:
	"""Return what is wrong with a secret, in words that do not reveal it; None if nothing is.

	Of an address only its password counts; without one it holds no secret.
	"""
	if DEVELOPMENT_SECRET in secret:
		return "is a development secret"
	if "://" in secret:
		password = urlsplit(secret).password
		return None if password is None else _judge(password)
	return _judge(secret)


def is_plain(url: str) -> bool:
	"""Return whether an address is reached in clear, from other machines than this one."""
	parts = urlsplit(url)
	return parts.scheme != "https" and not _is_loopback(parts.hostname or "")


def _judge(secret: str) -> str | None:
	if len(secret) < SHORTEST:
		return f"is shorter than {SHORTEST} characters"
	if len(set(secret)) < FEWEST_CHARACTERS:
		return "repeats the same few characters"
	return None


def _list_texts(text: str) -> list[str]:
	try:
		document = read_json(text)
	except ValueError:
		return [text]
	if not isinstance(document, dict):
		return [text]
	return [str(value) for value in document.values()]


def _is_loopback(host: str) -> bool:
	try:
		return ip_address(host).is_loopback
	except ValueError:
		return host == "localhost"
