"""The pages of the mailbox: a list, a mail, and figures as JSON."""

import smtplib

from flask import Flask, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from chasqui.kernel.web.http_edge import HttpGuard
from chasqui.stack.mailbox.answers import write_answer
from chasqui.stack.mailbox.store import MailStore, list_files, read_part

PAGE_SIZE = 50
OUTCOMES = {
	"enviada": "La respuesta llegó a la suite: está en «Correspondencia».",
	"rechazada": "La suite no la recibió. Puede intentarlo otra vez.",
}
STYLE_SECONDS = 3600  # its styles are the only files that it sends
PAGE_POLICY = (
	"default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"
)
# A mail is shown as a mail program would: its styles work, nothing runs, nothing is fetched.
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def build_app(store: MailStore, inbound_port: int | None = None) -> Flask:
	"""Return the mailbox's web app; with the port where the suite takes answers in, mails can be
	answered as their reader would.
	"""
	app = Flask(__name__, static_folder="static", template_folder="templates")
	app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STYLE_SECONDS
	app.wsgi_app = HttpGuard(app.wsgi_app)  # type: ignore[method-assign]
	_add_list(app, store)
	_add_mail(app, store)
	if inbound_port is not None:
		_add_answer(app, store, inbound_port)

	@app.after_request
	def protect(response: Response) -> Response:
		response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
		return response

	return app


def _add_list(app: Flask, store: MailStore) -> None:
	"""Add what shows all mails, to people and to programs."""

	@app.get("/")
	def list_mails() -> str:
		search = request.args.get("q", "")
		before = request.args.get("before", type=int)
		mails = store.list_page(search, before, PAGE_SIZE)
		more = mails[-1].id if len(mails) == PAGE_SIZE else None
		return render_template(
			"list.html", mails=mails, search=search, more=more, total=store.count(search)
		)

	@app.get("/api/mails")
	def list_as_json() -> Response:
		search, before = request.args.get("q", ""), request.args.get("before", type=int)
		mails = store.list_page(search, before, request.args.get("limit", PAGE_SIZE, int))
		return jsonify(
			total=store.count(search),
			distinct_message_ids=store.count_message_ids(),
			items=[vars(mail) for mail in mails],
		)


def _add_mail(app: Flask, store: MailStore) -> None:
	"""Add what shows one mail: a page, its HTML alone, what is attached, the file."""

	@app.get("/correos/<int:mail_id>")
	def show_mail(mail_id: int) -> str:
		summary, message = store.read(mail_id) or abort(404)
		text = read_part(message, "text/plain")
		files = [name for name, _content in list_files(message)]
		return render_template(
			"mail.html",
			mail=summary,
			headers=message.items(),
			text=text,
			files=files,
			answers=bool(message["Reply-To"]) and "answer_mail" in app.view_functions,
			outcome=OUTCOMES.get(request.args.get("respuesta", "")),
		)

	@app.get("/correos/<int:mail_id>/adjuntos/<int:place>")
	def download_file(mail_id: int, place: int) -> Response:
		_summary, message = store.read(mail_id) or abort(404)
		files = list_files(message)
		name, content = files[place] if place < len(files) else abort(404)
		response = Response(content, mimetype="application/octet-stream")
		response.headers.set("Content-Disposition", "attachment", filename=name)
		return response

	@app.get("/correos/<int:mail_id>/html")
	def show_html(mail_id: int) -> Response:
		_summary, message = store.read(mail_id) or abort(404)
		response = Response(read_part(message, "text/html") or "(sin parte HTML)")
		response.headers["Content-Security-Policy"] = MAIL_POLICY
		return response

	@app.get("/correos/<int:mail_id>.eml")
	def download_mail(mail_id: int) -> Response:
		response = Response(store.read_raw(mail_id) or abort(404), mimetype="message/rfc822")
		response.headers.set("Content-Disposition", "attachment", filename=f"correo-{mail_id}.eml")
		return response


def _add_answer(app: Flask, store: MailStore, inbound_port: int) -> None:
	"""Add what answers a mail as the customer would, from the address that it came to."""

	@app.post("/correos/<int:mail_id>/respuesta")
	def answer_mail(mail_id: int) -> WerkzeugResponse:
		summary, message = store.read(mail_id) or abort(404)
		answer = write_answer(summary, message, request.form.get("texto", ""))
		try:
			with smtplib.SMTP("127.0.0.1", inbound_port, timeout=10) as client:
				client.send_message(answer)
			outcome = "enviada"
		except (OSError, smtplib.SMTPException):
			outcome = "rechazada"
		return redirect(url_for("show_mail", mail_id=mail_id, respuesta=outcome), 303)
