"""Breaks good requests in the ways in which strangers do, from a seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from chasqui.contracts.risk import NAMESPACE
from risk_soap.soap.faults import NS_11, NS_12, VERSIONS
from tests.support.risk_door import (
	PING,
	SECEXT,
	ask_batch,
	ask_name,
	ask_one,
	make_token,
	wrap,
	write_basic,
)

QUESTIONS = (
	PING,
	ask_one("cedula", "1710034065", "<requestId>r</requestId><purpose>p</purpose>"),
	ask_one("ruc", "1790016919001"),
	ask_name("José Muñoz Peña"),
	ask_batch("1710034065", "0926687856", "123"),
)
NAMESPACES = ("urn:x", "", NAMESPACE + "x", SECEXT, NS_11, NS_12)
ENTITIES = (
	'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
	'<!DOCTYPE s SYSTEM "file:///etc/passwd">',
	'<!DOCTYPE s [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x">%p;]>',
	"<!ENTITY a 'b'>",
)
CHARSETS = ("utf-8", "utf-16", "iso-8859-1", "utf-7", "ebcdic-cp-be", "x", "utf-32", "ascii", "ñ")
CYCLES = (
	'<m id="a" href="#b"/><m id="b" href="#a"/>',
	'<m id="a" href="#a"/>',
	'<x:m xmlns:x="urn:x" href="#no"/>',
)
HEADERS = (
	"<s:Header/><s:Header/>",
	make_token() + make_token(),
	make_token().replace("<o:UsernameToken", "<o:UsernameToken/><o:UsernameToken", 1),
	'<s:Header><x:Y xmlns:x="urn:x" s:mustUnderstand="1"/></s:Header>',
	f'<s:Header><o:Security xmlns:o="{SECEXT}" s:mustUnderstand="1">x</o:Security></s:Header>',
	make_token(user="nadie"),
	make_token(password="\u00f1" * 3000),
)
CONTENT_TYPES = (
	"", "text/xml", "text/plain", "application/soap+xml", "text/xml, text/xml", "multipart/related",
	'application/soap+xml; action="', "text/xml; charset=", "text/xml;charset=utf-8;charset=utf-16",
	"application/soap+xml" + "; a=b" * 200,
)  # fmt: skip


@dataclass(frozen=True)
class Request:
	body: bytes
	environ: dict[str, str] = field(default_factory=dict)


Mutation = Callable[[Request, random.Random], Request]


def make_request(chance: random.Random) -> Request:
	"""Return a good request of one of the versions."""
	version = chance.choice(VERSIONS)
	header = make_token() if chance.random() < 0.3 else ""
	text = wrap(chance.choice(QUESTIONS), header=header, namespace=version.namespace)
	environ = {"CONTENT_TYPE": version.content_type, "HTTP_AUTHORIZATION": write_basic()}
	return Request(text.encode(), environ)


def mutate(request: Request, chance: random.Random) -> Request:
	"""Return a request that is broken once, or a few times."""
	for _ in range(chance.choice((1, 1, 2, 3))):
		request = chance.choice(MUTATIONS)(request, chance)
	return request


def cut(request: Request, chance: random.Random) -> Request:
	return replace(request, body=request.body[: chance.randrange(len(request.body) + 1)])


def flip_bytes(request: Request, chance: random.Random) -> Request:
	body = bytearray(request.body)
	for _ in range(chance.randrange(1, 6) if body else 0):
		body[chance.randrange(len(body))] = chance.randrange(256)
	return replace(request, body=bytes(body))


def swap_pieces(request: Request, chance: random.Random) -> Request:
	pieces = request.body.split(b"<")
	chance.shuffle(pieces)
	return replace(request, body=b"<".join(pieces))


def repeat_piece(request: Request, chance: random.Random) -> Request:
	pieces = request.body.split(b">")
	place = chance.randrange(len(pieces))
	pieces[place:place] = [pieces[place]] * chance.randrange(1, 4)
	return replace(request, body=b">".join(pieces))


def change_charset(request: Request, chance: random.Random) -> Request:
	declared, told = chance.choice(CHARSETS), chance.choice(CHARSETS)
	start = f'<?xml version="1.0" encoding="{declared}"?>'.encode()
	kind = request.environ["CONTENT_TYPE"].partition(";")[0]
	environ = {**request.environ, "CONTENT_TYPE": f"{kind}; charset={told}"}
	body = start + request.body
	if chance.random() < 0.5:
		body = body.decode("latin-1").encode(chance.choice(("utf-16", "utf-32", "utf-8-sig")))
	return Request(body, environ)


def nest(request: Request, chance: random.Random) -> Request:
	depth = chance.choice((10, 300, 5000))
	name = f"n{chance.getrandbits(64):x}".encode()
	tower = b"<%s>" % name * depth + b"</%s>" % name * depth
	return _insert(request, chance, tower)


def swell(request: Request, chance: random.Random) -> Request:
	piece = chance.choice((b" ", b"<a/>", b"<!-- x -->", b"&amp;", b"\xc3\xb1"))
	size = chance.choice((1000, 20_000, 300_000))
	return _insert(request, chance, piece * (size // len(piece)))


def invent_names(request: Request, chance: random.Random) -> Request:
	names = [f"k{chance.getrandbits(64):x}" for _ in range(chance.choice((3, 40, 400)))]
	piece = "".join(f'<{name} {name}a="1" xmlns:{name}="urn:{name}"/>' for name in names)
	return _insert(request, chance, piece.encode())


def add_entities(request: Request, chance: random.Random) -> Request:
	body = chance.choice(ENTITIES).encode() + request.body
	return replace(request, body=body.replace(b"1710034065", b"&b;"))


def add_cycle(request: Request, chance: random.Random) -> Request:
	return _insert(request, chance, chance.choice(CYCLES).encode())


def change_namespace(request: Request, chance: random.Random) -> Request:
	known = chance.choice((NS_11, NS_12, NAMESPACE, SECEXT)).encode()
	return replace(request, body=request.body.replace(known, chance.choice(NAMESPACES).encode()))


def add_headers(request: Request, chance: random.Random) -> Request:
	header = chance.choice(HEADERS).encode()
	return replace(request, body=request.body.replace(b"<s:Body>", header + b"<s:Body>"))


def change_http(request: Request, chance: random.Random) -> Request:
	basic = write_basic()
	change = chance.choice(
		(
			{"CONTENT_TYPE": chance.choice(CONTENT_TYPES)},
			{
				"HTTP_AUTHORIZATION": chance.choice(
					("", f"{basic},{basic}", "Basic !", "Basic " * 9)
				)
			},
			{"CONTENT_LENGTH": chance.choice(("", "0", "-1", "9" * 30, "x", "10", "\u0663"))},
			{"HTTP_CONTENT_ENCODING": "gzip"},
			{"REQUEST_METHOD": chance.choice(("GET", "PUT", "OPTIONS", "PROPFIND"))},
			{"HTTP_X_REQUEST_ID": chance.choice(("<x>", "a" * 100, "\r\nx: y", "ñ"))},
		)
	)
	return replace(request, environ={**request.environ, **change})


def change_values(request: Request, chance: random.Random) -> Request:
	value = chance.choice(
		("", " ", "\ud7ff", "9" * 25, "]]>", "<![CDATA[x]]>", "&#0;", "-1", "\x00")
	)
	known = chance.choice((b"1710034065", b"cedula", b"Mu\xc3\xb1oz", b"<purpose>p", b"123"))
	return replace(request, body=request.body.replace(known, value.encode("utf-8", "replace")))


def _insert(request: Request, chance: random.Random, piece: bytes) -> Request:
	pieces = request.body.split(b">")
	pieces.insert(chance.randrange(1, len(pieces) + 1), piece.removesuffix(b">"))
	return replace(request, body=b">".join(pieces))


MUTATIONS: tuple[Mutation, ...] = (
	cut, flip_bytes, swap_pieces, repeat_piece, change_charset, nest, swell, invent_names,
	add_entities, add_cycle, change_namespace, add_headers, change_http, change_values,
)  # fmt: skip
