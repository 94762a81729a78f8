"""The pictures of mails, for everybody who has their address: mail programs sign in nowhere."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from chasqui.contracts.endpoints.mailer import designs as designs_api
from chasqui.contracts.mailer.designs import PATH_PICTURES, PICTURE_MEDIA_TYPES, PictureKind
from chasqui.kernel.security.access import open_to_all
from chasqui.kernel.web.keeping import allow_keeping
from portal.siblings import open_stream

blueprint = Blueprint("mail_pictures", __name__, url_prefix=PATH_PICTURES.rstrip("/"))


@blueprint.get("/<digest>.<any(jpg, png, gif):kind>")
@open_to_all
def show(digest: str, kind: str) -> ResponseReturnValue:
	"""Show a picture, which anybody may keep: its address never shows another."""
	with open_stream(designs_api.show_picture, digest=digest) as chunks:
		data = b"".join(chunks)
	response = Response(data, mimetype=PICTURE_MEDIA_TYPES[PictureKind(kind)])
	return allow_keeping(response, digest, is_public=True)
