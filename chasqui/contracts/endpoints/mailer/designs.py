"""Designs over HTTP."""

from collections.abc import Iterable

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.mailer import API
from chasqui.contracts.mailer.designs import (
	Design,
	DesignFile,
	DesignFilePatch,
	DesignPatch,
	DesignPreview,
	DesignQuery,
	DesignSummary,
	DesignUpload,
	TagAdoption,
)
from chasqui.contracts.wire import Page


@API.declare("GET", "/v1/designs", Permission.DESIGNS_READ)
def list_designs(*, query: DesignQuery) -> Page[DesignSummary]: ...


@API.declare("GET", "/v1/designs/{design_id}", Permission.DESIGNS_READ)
def show_design(*, design_id: int) -> Design: ...


@API.declare("POST", "/v1/designs", Permission.DESIGNS_WRITE, status=201, is_large=True)
def upload_design(*, body: DesignUpload) -> Design: ...


@API.declare("POST", "/v1/design-files", Permission.DESIGNS_WRITE, status=201)
def upload_file(*, query: DesignFile, file: Iterable[bytes]) -> Design:
	"""Keep a design that comes as a file: HTML, MJML, or a ZIP with one and its pictures."""


@API.declare("PATCH", "/v1/designs/{design_id}", Permission.DESIGNS_WRITE, is_large=True)
def change_design(*, design_id: int, body: DesignPatch) -> Design: ...


@API.declare("POST", "/v1/designs/{design_id}/files", Permission.DESIGNS_WRITE)
def change_file(*, design_id: int, query: DesignFilePatch, file: Iterable[bytes]) -> Design:
	"""Keep a new version of a design, whose page comes as a file."""


@API.declare("GET", "/v1/design-pictures/{digest}", scopes=[Scope.MAIL_PICTURES])
def show_picture(*, digest: str) -> Stream:
	"""Show a picture of a design, for whoever has its address."""


@API.declare("POST", "/v1/designs/{design_id}/foreign-tags", Permission.DESIGNS_WRITE)
def adopt_tags(*, design_id: int, body: TagAdoption) -> Design: ...


@API.declare("POST", "/v1/designs/{design_id}/preview", Permission.DESIGNS_READ)
def preview_design(*, design_id: int) -> DesignPreview: ...


@API.declare("DELETE", "/v1/designs/{design_id}", Permission.DESIGNS_WRITE)
def archive_design(*, design_id: int) -> None: ...
