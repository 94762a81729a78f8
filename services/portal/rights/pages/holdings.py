"""All that every service holds about a person, to be read or taken away (LOPDP, art. 13)."""

import json
from functools import partial

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from chasqui.contracts.access import Permission, Service
from chasqui.contracts.customers.rights import Holdings
from chasqui.contracts.endpoints.campaigns import privacy as privacy_api
from chasqui.contracts.endpoints.customers import registration as registration_api
from chasqui.contracts.endpoints.customers import rights as rights_api
from chasqui.contracts.endpoints.mailer import people as mails_api
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.access import grant
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask

# customers alone knows the identification by which to ask the last one
HOLDINGS_OF = {
	Service.CUSTOMERS: rights_api.show_holdings,
	Service.CAMPAIGNS: privacy_api.show_holdings,
	Service.MAILER: mails_api.show_holdings,
	Service.RISK_SOAP: rights_api.show_risk_holdings,
}

blueprint = Blueprint("holdings", __name__, url_prefix="/clientes")


@blueprint.get("/<int:customer_id>/expediente")
@grant(Permission.RIGHTS_MANAGE)
def show(customer_id: int) -> ResponseReturnValue:
	"""Show what each service holds; who does not answer is named."""
	return render_template(
		"rights/holdings.html",
		customer=ask(registration_api.show_customer, customer_id=customer_id),
		parts=load_parts(customer_id),
		now=read_now(),
	)


@blueprint.get("/<int:customer_id>/expediente.json")
@grant(Permission.RIGHTS_MANAGE)
def download(customer_id: int) -> ResponseReturnValue:
	"""Give everything as JSON, with the names of the parts that are missing."""
	parts = load_parts(customer_id)
	document = {
		"customer_id": customer_id,
		"generated_at": read_now().isoformat(),
		"parts": [part.value.model_dump(mode="json") for part in parts.values() if part.value],
		"missing": [service.value for service, part in parts.items() if part.value is None],
	}
	text = json.dumps(document, ensure_ascii=False, indent="\t")
	headers = {"Content-Disposition": f'attachment; filename="expediente-{customer_id}.json"'}
	return Response(text, mimetype="application/json", headers=headers)


def load_parts(customer_id: int) -> dict[Service, Part[Holdings]]:
	"""Return the part of each service, or why it could not give it."""
	return {
		holder: load_part(partial(ask, show, customer_id=customer_id))
		for holder, show in HOLDINGS_OF.items()
	}
