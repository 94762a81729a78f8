"""Reads an XML part as far as its root element: what may stand before it, and what it is."""

from typing import IO
from xml.parsers import expat

PIECE_BYTES = 64 * 1024
LONGEST_PROLOG = 1024 * 1024


class UnsafeProlog(ValueError):
	"""A document type, which may define entities without end; or a prolog as long as a file."""


class _RootReached(Exception):
	pass


def find_root(part: IO[bytes]) -> str:
	"""Return the name of the root element without its prefix; empty if the part is no XML.

	:raises UnsafeProlog: the parser meets a document type, whatever stands before it in any
		encoding, or no root in the first megabyte
	"""
	parser = expat.ParserCreate()
	parser.StartElementHandler = _reach_root
	parser.StartDoctypeDeclHandler = _refuse_doctype
	try:
		for _ in range(LONGEST_PROLOG // PIECE_BYTES):
			piece = part.read(PIECE_BYTES)
			parser.Parse(piece, not piece)
			if not piece:
				return ""
	except _RootReached as reached:
		return str(reached).rpartition(":")[2]
	except expat.ExpatError:
		return ""
	raise UnsafeProlog


def _reach_root(name: str, _attributes: object) -> None:
	raise _RootReached(name)


def _refuse_doctype(*_parsed: object) -> None:
	raise UnsafeProlog
