"""Mails as foreign programs write them, rightly and wrongly: read, never lost, never an error."""

import base64
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.receiving.domain.mail_html import block_pictures
from mailer.receiving.domain.mail_parsing import digest_mail, parse_mail
from mailer.receiving.domain.parsed_mail import Automatic, Flaw

HEAD = (
	b"From: =?utf-8?q?Mar=C3=ADa_Pe=C3=B1a?= <Maria@Example.com>\r\n"
	b"To: Respuestas <respuestas+abc@mail.example.com>\r\n"
	b"Message-ID: <uno@example.com>\r\nDate: Tue, 1 Dec 2026 09:00:00 -0500\r\n"
)


def write(body: bytes, kind: bytes = b"text/plain; charset=utf-8", more: bytes = b"") -> bytes:
	return HEAD + more + b"Content-Type: " + kind + b"\r\n\r\n" + body


def test_what_a_plain_mail_says() -> None:
	mail = parse_mail(
		write("Sí, quiero.\r\n\r\nEl lun, 30 nov 2026 a las 9:00, Ana <a@example.com> escribió:\r\n"
		"> ¿Quiere fibra?\r\n".encode(), more=b"Subject: Re: Fibra\r\nIn-Reply-To: <dos@x.ec>\r\n"
		b"References: <tres@x.ec> <dos@x.ec>\r\n")
	)  # fmt: skip
	assert (mail.sender, mail.sender_name) == ("maria@example.com", "María Peña")
	assert mail.recipients == ["respuestas+abc@mail.example.com"]
	assert (mail.message_id, mail.references) == ("uno@example.com", ["dos@x.ec", "tres@x.ec"])
	assert mail.text == "Sí, quiero."
	assert "¿Quiere fibra?" in mail.quoted
	assert mail.subject == "Re: Fibra"
	assert mail.sent_at is not None
	assert mail.sent_at.isoformat() == "2026-12-01T09:00:00-05:00"
	assert (mail.flaws, mail.automatic, mail.is_report) == ((), None, False)


@pytest.mark.parametrize(
	("body", "kind", "text"),
	[
		("“Ñandú” – sí".encode("cp1252"), b"text/plain; charset=iso-8859-1", "“Ñandú” – sí"),
		("Ñandú".encode(), b"text/plain; charset=x-nadie", "Ñandú"),
		("Ñandú".encode("cp1252"), b"text/plain; charset=x-nadie", "Ñandú"),
		("Ñandú".encode("cp1252"), b"text/plain", "Ñandú"),
		("Ñandú".encode(), b"text/plain", "Ñandú"),
		(b"uno\0dos", b"text/plain", "unodos"),
	],
)
def test_letters_are_read_whatever_they_call_themselves(
	body: bytes, kind: bytes, text: str
) -> None:
	assert parse_mail(write(body, kind)).text == text


def test_a_header_with_raw_letters_is_read() -> None:
	raw = b"From: Mar\xeda <m@example.com>\r\nSubject: Informaci\xf3n\r\n\r\nhola"
	mail = parse_mail(raw)
	assert (mail.subject, mail.sender, mail.sender_name) == (
		"Información",
		"m@example.com",
		"María",
	)


def test_a_message_id_with_a_space_is_whole() -> None:
	assert parse_mail(b"Message-ID: <a b@x>\r\nFrom: a@example.com\r\n\r\nx").message_id == "a b@x"


def test_a_page_is_cleaned_and_read_as_text() -> None:
	page = (
		b"<style>p{}</style><p onclick='x()'>Hola <b>Ana</b></p><script>x()</script>"
		b"<img src='https://lejos.example/p.png'><img src='cid:a'><a href='javascript:x()'>ver</a>"
	)
	mail = parse_mail(write(page, b"text/html"))
	assert mail.text.split() == ["Hola", "Ana", "ver"]
	for gone in ("script", "onclick", "javascript", "style", "cid:"):
		assert gone not in mail.html
	assert 'src="https://lejos.example/p.png"' in mail.html
	assert "lejos" not in block_pictures(mail.html)  # fetched only when asked
	assert block_pictures(mail.html).count("<img") == mail.html.count("<img")


def test_files_keep_a_safe_name_and_are_judged_by_what_they_hold() -> None:
	body = (
		b"--b\r\nContent-Type: text/plain\r\n\r\nAdjunto.\r\n"
		b"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;"
		b' filename="../../ruc.pdf"\r\n\r\n%PDF-1.7 x\r\n'
		b"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;"
		b' filename="factura.pdf"\r\n\r\nMZ programa\r\n--b--\r\n'
	)
	files = parse_mail(write(body, b"multipart/mixed; boundary=b")).files
	assert [(one.name, one.is_safe) for one in files] == [("ruc.pdf", True), ("factura.pdf", False)]


def test_a_thousand_nested_parts_are_unreadable_and_no_error() -> None:
	inner = b"text/plain\r\n\r\nhola"
	for number in range(1000):
		name = b"b%d" % number
		inner = (
			b'multipart/mixed; boundary="' + name + b'"\r\n\r\n--' + name
			+ b"\r\nContent-Type: " + inner + b"\r\n--" + name + b"--\r\n"
		)  # fmt: skip
	mail = parse_mail(HEAD + b"Content-Type: " + inner)
	assert mail.flaws == (Flaw.UNREADABLE,)


def test_ten_thousand_recipients_and_thirty_megabytes_take_no_time() -> None:
	to = b"To: " + b", ".join(b"p%d@example.com" % n for n in range(10_000)) + b"\r\n"
	began = time.monotonic()
	mail = parse_mail(b"From: a@example.com\r\n" + to + b"\r\nhola")
	assert mail.text == "hola"
	assert len(mail.recipients) <= 200
	big = base64.encodebytes(b"x" * 22_000_000)
	body = (
		b"--b\r\nContent-Type: text/plain\r\n\r\nAdjunto.\r\n--b\r\nContent-Type:"
		b' application/zip; name="todo.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
		+ big + b"\r\n--b--\r\n"
	)  # fmt: skip
	assert parse_mail(write(body, b"multipart/mixed; boundary=b")).text == "Adjunto."
	assert time.monotonic() - began < 20


@pytest.mark.parametrize(
	("head", "kind"),
	[
		(b"Auto-Submitted: auto-replied (vacation)\r\n", Automatic.REPLY),
		(b"Precedence: bulk\r\n", Automatic.BULK),
		(b"List-Id: <lista.example.com>\r\n", Automatic.BULK),
		(b"Auto-Submitted: auto-generated\r\n", Automatic.GENERATED),
		(b"X-Chasqui-Run: 7\r\n", Automatic.GENERATED),
		(b"Auto-Submitted: no\r\n", None),
	],
)
def test_who_is_no_person_is_known(head: bytes, kind: Automatic | None) -> None:
	assert parse_mail(write(b"Vuelvo el lunes.", more=head)).automatic is kind


def test_a_bounce_is_a_report() -> None:
	assert parse_mail(write(b"x", b"multipart/report; report-type=delivery-status")).is_report
	daemon = b"From: MAILER-DAEMON@mx.example.com\r\nSubject: failure\r\n\r\nNo such user"
	assert parse_mail(daemon, envelope_sender="").is_report
	assert not parse_mail(write(b"hola"), envelope_sender="maria@example.com").is_report


def test_the_same_mail_by_two_ways_is_one() -> None:
	one, other = write(b"hola\r\n"), b"Received: from a by b\r\n" + write(b"hola\r\n")
	assert digest_mail(one) == digest_mail(other) == digest_mail(one.replace(b"\r\n", b"\n"))
	assert digest_mail(one) != digest_mail(write(b"hola!\r\n"))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from([b"", HEAD, HEAD + b"Content-Type: multipart/"]))
def test_no_octets_break_it(content: bytes, head: bytes) -> None:
	mail = parse_mail(head + content)
	assert "\0" not in mail.text + mail.subject + mail.html + mail.quoted + mail.sender_name
	assert len(digest_mail(head + content)) == 32
	(mail.text + mail.subject + mail.sender + mail.sender_name + mail.html).encode()
