"""A message is what the standard library's parser reads, for any person."""

import email
import email.policy
import re
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.contracts.mailer.greetings import complete_names
from mailer.designs.domain.gallery.catalogue import GALLERY, GalleryDesign, compile_gallery
from mailer.designs.domain.templates import MessageTemplates, compile_html, compile_text
from mailer.runs.domain.message_names import name_message
from mailer.sending.domain.message import MessageBuilder, Recipient, SenderIdentity

SENDER = SenderIdentity("Compañía Ñandú", "noticias@example.com", "mail.example.com")
LINK = "https://portal.example.com/baja/k1.a.b"
SENT_AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
VALUES = st.text(st.characters(codec="utf-8"), max_size=200)


class TestReadingBack:
	@given(name=VALUES, subject=VALUES)
	def test_the_parser_reads_what_was_merged(self, name: str, subject: str) -> None:
		values = {"nombre": name, "primer_nombre": subject or "Ana"}
		raw = compose("{{ primer_nombre }}", "<p>{{ nombre }}</p>", "=.\n.{{ nombre }}\n.", values)
		message = read(raw)
		clean = compile_text("{{ nombre }}").render({"nombre": name})
		wanted = compile_text("{{ nombre }}").render({"nombre": values["primer_nombre"]})
		assert " ".join(message["Subject"].split()) == " ".join(wanted.split())
		assert read_part(message, "plain") == f"=.\n.{clean}\n."
		assert read_part(message, "html") == compile_html("<p>{{ nombre }}</p>").render(
			{"nombre": name}
		)

	@given(name=VALUES)
	def test_lines_are_short_and_never_begin_with_a_dot(self, name: str) -> None:
		raw = compose("{{ nombre }}", "<p>.{{ nombre }}</p>", ".\n{{ nombre }}", {"nombre": name})
		lines = raw.split(b"\r\n")
		assert all(len(line) <= 200 for line in lines)
		assert not any(line.startswith(b".") for line in lines)
		assert b"\r" not in raw.replace(b"\r\n", b"")
		assert b"\n" not in raw.replace(b"\r\n", b"")

	def test_the_headers_are_those_of_bulk_mail_with_one_click_unsubscribe(self) -> None:
		message = read(compose("Hola", "<p>x</p>", "x", {}))
		assert message["From"] == "Compañía Ñandú <noticias@example.com>"
		assert message["To"] == "persona@example.com"
		assert message["Message-ID"] == f"<{name_message(5, 'c1')}@mail.example.com>"
		assert message["List-Unsubscribe"] == f"<{LINK}>"
		assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
		assert message["List-Id"] == "<run-5.mail.example.com>"
		assert message["Precedence"] == "bulk"
		assert message["Auto-Submitted"] == "auto-generated"
		assert message["Date"] == "Fri, 20 Nov 2026 12:00:00 +0000"
		assert message.get_content_type() == "multipart/alternative"
		kinds = [part.get_content_type() for part in message.iter_parts()]
		assert kinds == ["text/plain", "text/html"]

	def test_a_value_cannot_smuggle_a_header(self) -> None:
		message = read(compose("{{ nombre }}", "x", "x", {"nombre": "a\r\nBcc: b@example.com"}))
		assert message["Bcc"] is None
		assert message["Subject"] == "a Bcc: b@example.com"

	def test_a_long_subject_with_accents_is_folded_and_read_back(self) -> None:
		subject = "Año nuevo, servicio nuevo: " * 8
		message = read(compose(subject, "x", "x", {}))
		assert message["Subject"] == subject.strip()


class TestHeaders:
	EMOJI = "{{ primer_nombre | Hola }} 🫩 🚴\u200d♀️ 👩\u200d🌾: «última» semana"

	def test_emoji_of_any_year_and_of_several_signs_arrive_whole(self) -> None:
		message = read(compose(self.EMOJI, "x", "x", {"primer_nombre": "Ñusta"}))
		assert message["Subject"] == "Ñusta 🫩 🚴\u200d♀️ 👩\u200d🌾: «última» semana"

	@given(
		subject=VALUES | st.text('ab =?\\"', max_size=200),
		name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=120)
		| st.text('ab.,=?\\" ', min_size=1, max_size=120),
		link=st.integers(1, 80),
	)
	def test_every_line_that_can_be_folded_is(self, subject: str, name: str, link: int) -> None:
		sender = SenderIdentity(name, "noticias@empresa.example.com", "mail.example.com")
		templates = MessageTemplates(
			compile_text("{{ nombre }}"), compile_html("x"), compile_text("x")
		)
		composer = MessageBuilder(templates, sender, run_id=5, sent_at=SENT_AT)
		url = "https://portal.example.com/baja/"[: 8 + link] + "x" * max(0, link - 30)
		raw = composer.compose(
			Recipient(name_message(5, "c1"), "persona@example.com", {"nombre": subject}, url)
		)
		head = raw.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
		long = [line for line in head if len(line) > 76]
		assert all(line == f" <{url}>" for line in long)  # an address cannot be broken
		message = read(raw)
		shown = templates.subject.render(complete_names({"nombre": subject}))
		assert " ".join(message["Subject"].split()) == " ".join(shown.split())
		assert message["List-Unsubscribe"].strip() == f"<{url}>"
		addresses = message["From"].addresses
		assert [one.addr_spec for one in addresses] == ["noticias@empresa.example.com"]

	def test_a_long_name_of_a_sender_is_folded_and_read_back(self) -> None:
		# With its quotes escaped the first is too long to be folded; without, it would fit.
		for name in (
			"a" * 60 + '\\"' * 6,
			"Compañía Ñandú de Servicios " * 4,
			'Company "of" Services, ' * 5,
			"x" * 90,
		):
			sender = SenderIdentity(name.strip(), "noticias@example.com", "mail.example.com")
			templates = MessageTemplates(compile_text("a"), compile_html("x"), compile_text("x"))
			composer = MessageBuilder(templates, sender, run_id=5, sent_at=SENT_AT)
			raw = composer.compose(Recipient(name_message(5, "c1"), "p@example.com", {}, LINK))
			# The standard library's newer reader puts spaces between encoded words of a phrase.
			shown, address = parseaddr("".join(email.message_from_bytes(raw)["From"].splitlines()))
			assert address == "noticias@example.com"
			assert str(make_header(decode_header(shown))) == name.strip()


class TestMessageIds:
	def test_they_are_the_same_however_often_and_differ_between_runs_and_people(self) -> None:
		assert name_message(1, "c1") == name_message(1, "c1")
		others = {name_message(1, "c1"), name_message(1, "c2"), name_message(2, "c1")}
		assert len(others) == 3
		# Written down: a change would make every past message id another.
		assert str(name_message(1, "c1")) == "4a949b10-e542-5049-8747-127a6ebbf40f"


@pytest.mark.covers("K17")
@pytest.mark.parametrize("design", GALLERY, ids=lambda design: design.slug)
class TestGallery:
	def test_each_design_says_who_writes_why_and_how_to_leave(self, design: GalleryDesign) -> None:
		compiled = compile_gallery(design.read_source())
		for part in (compiled.html, compiled.text):
			assert "{{ direccion_postal }}" in part
			assert "{{ empresa" in part
			assert "{{ enlace_baja }}" in part
			assert "aceptó" in part

	def test_each_design_loads_nothing_and_serves_phones_and_dark_screens(
		self, design: GalleryDesign
	) -> None:
		html = compile_gallery(design.read_source()).html
		assert "<img" not in html
		assert "url(" not in html
		assert html.count("http") == html.count("http://www.w3.org") + html.count("http-equiv")
		assert "prefers-color-scheme: dark" in html
		assert "max-width" in html
		assert 'lang="es"' in html

	def test_what_only_the_list_of_mails_shows_has_no_colour(self, design: GalleryDesign) -> None:
		"""White letters of one pixel are what spam filters look for."""
		hidden = re.findall(
			r'style="(display:none[^"]*)"', compile_gallery(design.read_source()).html
		)
		assert len(hidden) == 1
		assert "color" not in hidden[0]
		assert "font-size" not in hidden[0]


def compose(subject: str, html: str, text: str, values: dict[str, str]) -> bytes:
	templates = MessageTemplates(
		compile_text(subject, subject_of_error="subject"), compile_html(html), compile_text(text)
	)
	composer = MessageBuilder(templates, SENDER, run_id=5, sent_at=SENT_AT)
	return composer.compose(Recipient(name_message(5, "c1"), "persona@example.com", values, LINK))


def read(raw: bytes) -> EmailMessage:
	message = email.message_from_bytes(raw, policy=email.policy.default)
	assert isinstance(message, EmailMessage)
	assert not message.defects
	return message


def read_part(message: EmailMessage, kind: str) -> str:
	part = message.get_body((kind,))
	assert part is not None
	payload = part.get_payload(decode=True)
	assert isinstance(payload, bytes)
	return payload.decode().replace("\r\n", "\n")
