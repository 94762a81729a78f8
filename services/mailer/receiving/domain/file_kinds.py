"""Which files go out with a mail, and which came in that are what they say: name and content agree.

Neither is believed alone: a name is whatever somebody wrote, and a content may pass for several
kinds (a page that is a picture too). So what came in is only ever downloaded, never shown.
"""

import re
from collections.abc import Mapping, Sequence

import puremagic

OFFICE = (b"PK\x03\x04",)
OLD_OFFICE = (b"\xd0\xcf\x11\xe0",)
BEGINNINGS: Mapping[str, Sequence[bytes]] = {
	"pdf": (b"%PDF-",),
	"png": (b"\x89PNG\r\n\x1a\n",),
	"jpg": (b"\xff\xd8\xff",),
	"jpeg": (b"\xff\xd8\xff",),
	"gif": (b"GIF87a", b"GIF89a"),
	"webp": (b"RIFF",),
	"docx": OFFICE,
	"xlsx": OFFICE,
	"pptx": OFFICE,
	"odt": OFFICE,
	"ods": OFFICE,
	"zip": OFFICE,
	"doc": OLD_OFFICE,
	"xls": OLD_OFFICE,
	"ppt": OLD_OFFICE,
}
TEXTS = ("txt", "csv", "ics")
SENDABLE = tuple(kind for kind in (*BEGINNINGS, *TEXTS) if kind != "zip")
"""What may be attached; an archive could hold anything."""
LONGEST_NAME = 120
_UNFIT = re.compile(r"[^\w. ()-]+")
_PAGE = re.compile(rb"<\s*(html|script|svg|!doctype)", re.IGNORECASE)


def clean_name(name: str) -> str:
	"""Return a file's name without folders and odd signs, its ending kept."""
	last = name.replace("\\", "/").rpartition("/")[2]
	fit = _UNFIT.sub("_", last).strip(" .") or "archivo"
	stem, dot, ending = fit.rpartition(".")
	return fit if len(fit) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - 12]}{dot}{ending[:11]}"


def read_ending(name: str) -> str:
	return name.rpartition(".")[2].lower() if "." in name else ""


def is_what_it_says(name: str, content: bytes) -> bool:
	"""Return whether a file's content is of the kind that its name names, and a known one."""
	ending = read_ending(name)
	if ending in TEXTS:
		is_plain = b"\0" not in content and not _PAGE.search(content[:1000])
		return is_plain and not _find_kinds(content)
	beginnings = BEGINNINGS.get(ending)
	return beginnings is not None and content.startswith(tuple(beginnings))


def is_sendable(name: str, content: bytes) -> bool:
	"""Return whether a file may go out with a mail."""
	return read_ending(name) in SENDABLE and is_what_it_says(name, content)


def _find_kinds(content: bytes) -> set[str]:
	"""Return the kinds that a content gives itself away as; a text gives none."""
	try:
		found = puremagic.magic_string(content[:4096])
	except (puremagic.PureError, ValueError):
		return set()
	certain = (one for one in found if one.confidence >= 0.8)
	return {one.extension for one in certain if one.extension not in {".txt", ".csv", ".ics"}}
