"""What may be attached: name and content agree."""

import pytest

from mailer.receiving.domain.file_kinds import (
	LONGEST_NAME,
	clean_name,
	is_sendable,
	is_what_it_says,
)


@pytest.mark.parametrize(
	("name", "content", "is_good"),
	[
		("a.pdf", b"%PDF-1.7", True),
		("a.PDF", b"%PDF-1.7", True),
		("a.pdf", b"MZ\x90\0", False),
		("a.pdf.exe", b"%PDF-1.7", False),
		("a.exe", b"MZ\x90\0", False),
		("a.html", b"<html>", False),
		("a.svg", b"<svg/>", False),
		("a.txt", "Año nuevo".encode(), True),
		("a.txt", b"<script>x()</script>", False),
		("a.csv", b"a;b\n1;2\n", True),
		("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\0", False),
		("sin_nombre", b"hola", False),
		("a.png", b"\x89PNG\r\n\x1a\n...", True),
		("a.zip", b"PK\x03\x04", False),
	],
)
def test_what_may_go_out(name: str, content: bytes, is_good: bool) -> None:
	assert is_sendable(name, content) is is_good


def test_an_archive_that_came_is_known_but_not_sent() -> None:
	assert is_what_it_says("a.zip", b"PK\x03\x04")


@pytest.mark.parametrize(
	("written", "kept"),
	[
		("../../etc/passwd", "passwd"),
		("C:\\temp\\año 1.pdf", "año 1.pdf"),
		("a\nb.pdf", "a_b.pdf"),
		("", "archivo"),
		("...", "archivo"),
	],
)
def test_names_are_names_alone(written: str, kept: str) -> None:
	assert clean_name(written) == kept
	assert len(clean_name("x" * 300 + ".pdf")) <= LONGEST_NAME
	assert clean_name("x" * 300 + ".pdf").endswith(".pdf")
