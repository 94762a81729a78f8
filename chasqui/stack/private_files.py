"""Files and folders of an installation: nobody but their owner reads them."""

import os
from pathlib import Path


def make_private_folder(folder: Path) -> None:
	"""Make a folder if it is missing, and close it to others."""
	folder.mkdir(parents=True, exist_ok=True)
	folder.chmod(0o700)


def write_private(path: Path, text: str) -> None:
	"""Write a file that readers see whole or not at all, closed to others from the first byte."""
	draft = path.with_name(f".{path.name}.draft")
	draft.unlink(missing_ok=True)
	handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
	with os.fdopen(handle, "w", encoding="utf-8") as file:
		file.write(text)
	draft.replace(path)
