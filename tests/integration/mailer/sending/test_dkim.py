"""Mails are signed, foreign verifiers agree, and what is changed on the way is found out."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from chasqui.contracts.mailer.notices import Notice
from mailer.app.dkim_keys import main
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.sending.domain.dkim import DkimKey, DkimSigner, read_keys
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.machine import need
from tests.support.mail_runs import open_run
from tests.support.smtp_sink import SmtpSink

FORGED = (
	(b"Subject: ", b"Subject: Otro\r\nSubject: "),
	(b"From: ", b"From: Otro <o@example.com>\r\nFrom: "),
	(b"\r\n\r\n", b"\r\n\r\nOtra cosa\r\n"),
)
HEAD = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: Hola\r\n\r\n"


@pytest.fixture(scope="module")
def written() -> str:
	answer = CliRunner().invoke(main, ["example.com", "--selector", "p"])
	assert answer.exit_code == 0
	return answer.output.splitlines()[0]


@pytest.fixture(scope="module")
def verify(written: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], list[str]]:
	"""Return what Debian's opendkim finds of a mail: «pass» or «fail» for each signature."""
	path = f"{os.environ['PATH']}:/usr/sbin"
	program = need(shutil.which("opendkim", path=path), "Instale opendkim para las firmas.")
	folder = tmp_path_factory.mktemp("dkim")
	keys = "".join(f"{one.host} {one.record}\n" for one in read_keys(written))
	(folder / "keys").write_text(keys)
	(folder / "conf").write_text(f"Mode v\nTestPublicKeys {folder / 'keys'}\nSyslog no\n")

	def run(mail: bytes) -> list[str]:
		(folder / "mail").write_bytes(mail)
		command = [program, "-x", str(folder / "conf"), "-t", str(folder / "mail"), "-vv"]
		done = subprocess.run(command, capture_output=True, text=True, check=False)
		words = done.stdout.replace("=", " ").split()
		return [words[n + 1] for n, word in enumerate(words) if word == "dkim"]

	return run


def read_wire(octets: bytes) -> bytes:
	"""Return a message as it was before its dots were doubled for the wire (RFC 5321, 4.5.2)."""
	return octets.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")


class TestSigned:
	def test_the_mails_of_a_run_and_notices_are_believed(
		self,
		make_config: Callable[..., MailerConfig],
		written: str,
		campaigns: FakeCampaigns,
		sink: SmtpSink,
		verify: Callable[[bytes], list[str]],
	) -> None:
		config = make_config(dkim_keys=written, company_name="Compañía de " + "Ñandú " * 20)
		wiring = Wiring(config)
		run_id = open_run(wiring, campaigns, 3)
		wiring.run_sender.send(run_id)
		wiring.notice_sender.send(
			Notice(
				key="0198f6a8-0000-7000-8000-000000000001",
				email="a@example.com",
				subject="Año",
				before=["."],
			)
		)
		assert len(sink.mails) == 4
		for kept in sink.mails:
			mail = read_wire(kept.body)
			assert verify(mail) == ["pass", "pass"]
			for true, false in FORGED:
				assert verify(mail.replace(true, false, 1)) == ["fail", "fail"], true
		wiring.database.close()

	@settings(max_examples=15, deadline=None)
	@given(
		body=st.text(st.sampled_from("ab .=-\u00f1"), max_size=300),
		ends=st.integers(0, 4),
		subject=st.text(st.sampled_from("ab \u00f1"), max_size=200),
	)
	def test_whatever_is_written_is_believed(
		self,
		written: str,
		verify: Callable[[bytes], list[str]],
		body: str,
		ends: int,
		subject: str,
	) -> None:
		folded = "\r\n ".join(["x", *subject.split()])
		mail = (
			f"From: a@example.com\r\nSubject:  {folded}\r\nDate: x\r\n\r\n{body}" + "\r\n" * ends
		).encode()
		signed = DkimSigner(read_keys(written)).sign(mail if ends else mail + b"\r\n")
		assert verify(signed) == ["pass", "pass"]


class TestKeys:
	def test_without_keys_mails_leave_as_they_are(self) -> None:
		assert DkimSigner(read_keys("")).sign(HEAD) == HEAD
		assert DkimSigner(read_keys("[]")).sign(HEAD) == HEAD

	@pytest.mark.parametrize(
		"wrong", ["{", "{}x", '[{"domain": "a"}]', '[{"domain": "a", "selector": "b", "key": "c"}]']
	)
	def test_what_is_no_key_is_refused(self, wrong: str) -> None:
		with pytest.raises(ValueError, match="chasqui mail-keys"):
			read_keys(wrong)

	def test_the_command_says_what_to_publish(self, written: str) -> None:
		answer = CliRunner().invoke(main, ["example.com", "--selector", "p"])
		assert "pr._domainkey.example.com. TXT" in answer.output
		assert "k=ed25519" in answer.output
		[rsa, curve] = json.loads(written)
		assert DkimKey.read("example.com", "x", rsa["key"]).algorithm == "rsa-sha256"
		assert DkimKey.read("example.com", "x", curve["key"]).algorithm == "ed25519-sha256"
