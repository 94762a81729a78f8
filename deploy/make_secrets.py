"""Makes the secrets of a compose installation, once: ``python3 deploy/make_secrets.py``.

Only the standard library. An existing file is never changed. Each file becomes /run/secrets/… in
the containers that need it and in no other.
"""

import hashlib
import json
import os
import secrets
from pathlib import Path

FOLDER = Path(__file__).with_name("secrets")
SERVICES = ("customers", "campaigns", "mailer", "portal")
DATABASES = ("customers", "campaigns", "mailer")


def keep(name: str, value: str) -> str:
	"""Write a secret if it is missing; return what the file holds."""
	path = FOLDER / name
	if not path.exists():
		descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
		with os.fdopen(descriptor, "w", encoding="utf-8") as file:
			file.write(value)
	return path.read_text("utf-8")


def make_secret() -> str:
	return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
	"""Return what risk_soap keeps of a consumer's secret."""
	return hashlib.sha256(secret.encode()).hexdigest()


def main() -> None:
	"""Make every secret that is missing."""
	FOLDER.mkdir(mode=0o700, exist_ok=True)
	keep("postgres_password", make_secret())
	for name in DATABASES:
		password = keep(f"{name}_database_password", make_secret())
		keep(f"{name}_database_url", f"postgresql://{name}:{password}@postgres:5432/{name}")
	redis = keep("redis_password", make_secret())
	keep("broker_url", f"redis://:{redis}@redis:6379/0")
	keep("redis_url", f"redis://:{redis}@redis:6379/1")
	clients = {name: keep(f"{name}_client_secret", make_secret()) for name in SERVICES}
	keep("service_secrets", json.dumps(clients))
	asks = digest(keep("risk_password", make_secret()))
	erases = digest(keep("risk_eraser_password", make_secret()))
	consumers = {
		"campaigns": {"digests": [asks], "per_minute": 60_000, "burst": 60_000},
		"customers": {"digests": [erases], "roles": ["erase"]},
	}
	keep("risk_consumers", json.dumps(consumers))
	keep("risk_audit_key", make_secret())
	keep("erasure_key", make_secret())
	keep("session_key", make_secret())
	keep("unsubscribe_keys", json.dumps({"k1": make_secret()}))
	keep("address_key", make_secret())
	keep("identity_key", make_secret())
	keep("sign_in_key", make_secret())


if __name__ == "__main__":
	main()
