"""The built files: hashed names that never change their content, served for a year."""

import json
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, current_app, send_from_directory, url_for

from chasqui.kernel.security.access import open_to_all
from chasqui.kernel.web.keeping import YEAR_SECONDS

DAY_SECONDS = 86_400

blueprint = Blueprint("assets", __name__)


@blueprint.get("/static/<path:name>")
@open_to_all
def send_asset(name: str) -> Response:
	"""Send a built file."""
	response = send_from_directory(_read_folder(), name, max_age=YEAR_SECONDS)
	response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
	return response


@blueprint.get("/favicon.ico")
@open_to_all
def send_icon() -> Response:
	"""Send our sign to browsers that ask for it before they have read a page."""
	name = _read_names()["chasqui.svg"]
	return send_from_directory(_read_folder(), name, max_age=DAY_SECONDS)


def find_asset(name: str) -> str:
	"""Return the address of a built file by its plain name: ``app.css``."""
	return url_for("assets.send_asset", name=_read_names()[name])


def find_file(name: str) -> Path:
	"""Return where a built file lies, for what the server itself reads."""
	return _read_folder() / _read_names()[name]


def _read_names() -> dict[str, str]:
	path = _read_folder() / "manifest.json"
	if not path.exists():
		raise FileNotFoundError(f"{path}: build the assets first (make setup)")
	return _read_manifest(path, path.stat().st_mtime_ns)


def _read_folder() -> Path:
	folder: Path = current_app.config["CHASQUI_ASSETS"]
	return folder


@lru_cache(maxsize=2)
def _read_manifest(path: Path, changed_at: int) -> dict[str, str]:  # noqa: ARG001 - part of the key
	names: dict[str, str] = json.loads(path.read_text("utf-8"))
	return names
