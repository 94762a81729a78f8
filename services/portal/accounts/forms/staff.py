"""The forms of an account: to make one, and to change it."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.accounts import (
	AccountFields,
	AccountPatch,
	Email,
	PersonName,
	Roles,
)
from chasqui.contracts.wire import Contract
from portal.shell.forms.form import NO_VERSION
from portal.shell.forms.inputs import Line, Many
from portal.shell.forms.layout import Fieldset, FormLayout

NAME = Line("name", _("Nombre"), _("Como lo ven los demás en la suite."))
EMAIL = Line(
	"email",
	_("Correo"),
	_("A donde llega el enlace si olvida la contraseña. Puede quedar vacío."),
	kind="email",
)
ROLES = Many("roles", _("Papeles"), _("Quien tiene varios puede lo que pueda cualquiera."), Role)
USERNAME = Line(
	"username",
	_("Usuario"),
	_("Con qué ingresa: letras sin tilde, cifras o puntos. No cambia después."),
)


class AccountForm(Contract):
	"""An account as its form brings it, with the version that was read; who changes the own one is
	not asked for roles.
	"""

	name: PersonName
	email: Email | None = None
	roles: Roles
	version: str = ""

	def build_patch(self, *, is_own: bool) -> AccountPatch:
		"""Return what is asked of the account."""
		further = {} if is_own else {"roles": self.roles}
		version = self.version or NO_VERSION
		return AccountPatch(version=version, name=self.name, email=self.email, **further)


ADDING = FormLayout(AccountFields, [Fieldset([NAME, USERNAME, EMAIL, ROLES])])
CHANGING = FormLayout(AccountForm, [Fieldset([NAME, EMAIL, ROLES])])
CHANGING_OWN = FormLayout(AccountForm, [Fieldset([NAME, EMAIL])])
