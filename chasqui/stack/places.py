"""Where the embedded runtime keeps its things, and free ports."""

import hashlib
import os
import secrets
import socket
from pathlib import Path

NOBODY = 65534
# Below those that systems give to outgoing connections: one of these could take a port between its
# choice and its use.
LISTENING_PORTS = range(10_240, 32_768)
REPOSITORY = Path(__file__).resolve().parents[2]


def is_root() -> bool:
	"""Return whether this process runs as root, which PostgreSQL refuses to do."""
	return hasattr(os, "geteuid") and os.geteuid() == 0


def choose_postgres_folder(var: Path) -> Path:
	"""Return PostgreSQL's folder: under `var`, or for root one that `nobody` can reach.

	The latter is named by a hash of `var`, so each checkout has its own.
	"""
	if not is_root():
		return var / "postgres"
	digest = hashlib.sha256(str(var.resolve()).encode()).hexdigest()[:12]
	return Path("/var/tmp") / f"chasqui-{digest}"  # noqa: S108 - lasts over a reboot, unlike /tmp


def choose_redis_folder(folder: Path) -> Path:
	"""Return Redis' folder: the one that is meant, or for root one beside PostgreSQL's."""
	return choose_postgres_folder(folder.parent) / "redis" if is_root() else folder


def hand_over(path: Path, user: int | None) -> None:
	"""Give a file or a folder to a user, where a server runs as one of its own."""
	if user is not None:
		os.chown(path, user, user, follow_symlinks=False)


def hand_over_all(folder: Path, user: int | None) -> None:
	"""Give a folder to a user with all that is in it, as after it was copied."""
	for path in (folder, *folder.rglob("*")):
		hand_over(path, user)


def is_open_to_all(path: Path) -> bool:
	"""Return whether any user may reach `path`: every folder above it is searchable."""
	return all(folder.stat().st_mode & 0o001 for folder in [path, *path.parents])


def find_free_port(preferred: int | None = None) -> int:
	"""Return `preferred` if nobody listens there, else any port where nobody does."""
	port = preferred if preferred is not None else secrets.choice(LISTENING_PORTS)
	while not is_free(port):
		port = secrets.choice(LISTENING_PORTS)
	return port


def is_free(port: int) -> bool:
	"""Return whether nobody listens at a port of this machine."""
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind(("127.0.0.1", port))
		except OSError:
			return False
		return True
