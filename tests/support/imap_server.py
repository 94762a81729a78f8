"""Debian's dovecot as a normal process: one mailbox in a folder of the test."""

import getpass
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.machine import need

PASSWORD = "secreto"
SETTINGS = """
first_valid_uid = 0
first_valid_gid = 0
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
mail_location = maildir:{folder}/mail/%u
passdb {{
	driver = static
	args = password={password}
}}
userdb {{
	driver = static
	args = uid={uid} gid={gid} home={folder}/home/%u allow_all_users=yes
}}
service imap-login {{
	chroot =
	inet_listener imap {{
		port = {port}
	}}
	inet_listener imaps {{
		port = 0
	}}
}}
service anvil {{
	chroot =
}}
"""


class ImapServer:
	"""`add` puts a mail into the inbox, as a delivery would."""

	def __init__(self) -> None:
		self._program = need(
			shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin"),
			"Instale dovecot-imapd para las pruebas de buzones.",
		)
		self._folder = Path(tempfile.mkdtemp(prefix="imap-"))
		self.port = find_port()
		self._number = 0

	def __enter__(self) -> "ImapServer":
		config = self._folder / "dovecot.conf"
		config.write_text(
			SETTINGS.format(
				folder=self._folder, password=PASSWORD, port=self.port, **self._choose_users()
			)
		)
		self.inbox.mkdir(parents=True)
		self._own()
		self._process = subprocess.Popen([self._program, "-F", "-c", str(config)])
		self._wait()
		return self

	def __exit__(self, *_: object) -> None:
		self._process.terminate()
		self._process.wait(10)
		shutil.rmtree(self._folder, ignore_errors=True)

	def _choose_users(self) -> dict[str, object]:
		"""Return who its parts run as: whom Debian has made for it, or (no root) the one user."""
		if os.getuid():
			me = getpass.getuser()
			group = grp.getgrgid(os.getgid()).gr_name
			ids = {"uid": os.getuid(), "gid": os.getgid()}
			return {"internal": me, "login": me, "group": group, **ids}
		mail = pwd.getpwnam("nobody")
		ids = {"uid": mail.pw_uid, "gid": mail.pw_gid}
		return {"internal": "dovecot", "login": "dovenull", "group": "dovecot", **ids}

	def _own(self) -> None:
		"""Let who reads mails write in the folder: dovecot reads none as root."""
		self._folder.chmod(0o755)
		if os.getuid() == 0:
			for one in (self._folder / "mail", *(self._folder / "mail").rglob("*")):
				shutil.chown(one, "nobody")

	@property
	def url(self) -> str:
		return f"imap://ventas:{PASSWORD}@127.0.0.1:{self.port}/INBOX"

	@property
	def inbox(self) -> Path:
		return self._folder / "mail" / "ventas"

	def add(self, content: bytes) -> None:
		"""Deliver a mail."""
		for name in ("cur", "new", "tmp"):
			(self.inbox / name).mkdir(parents=True, exist_ok=True)
		self._number += 1
		name = f"{time.time_ns()}.{self._number}.test"
		(self.inbox / "new" / name).write_bytes(content)
		self._own()

	def list_flags(self) -> list[str]:
		"""Return the flags of the mails, as their file names bear them: «S» is seen."""
		files = [*(self.inbox / "cur").iterdir(), *(self.inbox / "new").iterdir()]
		return [one.name.partition(":2,")[2] for one in files]

	def make_anew(self) -> None:
		"""Make the folder anew, with the same mails: its UIDs mean others from then on."""
		time.sleep(1.1)  # a UIDVALIDITY is a second
		for index in self.inbox.glob("dovecot*"):
			index.unlink()

	def _wait(self) -> None:
		deadline = time.monotonic() + 10
		while time.monotonic() < deadline:
			with socket.socket() as probe:
				if probe.connect_ex(("127.0.0.1", self.port)) == 0:
					return
			time.sleep(0.05)
		raise RuntimeError((self._folder / "log").read_text())


def find_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return int(probe.getsockname()[1])
