"""What the permissions of the staff are called."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(Permission.ACCOUNT_OWN, Label(_("Cuidar la propia cuenta y su segundo paso"))),
	(Permission.ADVISORS_WATCH, Label(_("Ver qué hace cada asesor y poner metas"))),
	(Permission.AUDIENCES_READ, Label(_("Ver quién está en una audiencia"))),
	(Permission.AUDIT_READ, Label(_("Leer la bitácora"))),
	(Permission.CALLS_ASSIGN, Label(_("Repartir las llamadas entre asesores"))),
	(Permission.CALLS_HAND_OVER, Label(_("Pasar lo de un asesor a otro"))),
	(Permission.CALLS_MAKE, Label(_("Llamar desde la mesa"))),
	(Permission.CALLS_REVIEW, Label(_("Ver las llamadas de todos los asesores"))),
	(Permission.CAMPAIGNS_APPROVE, Label(_("Aprobar la revisión previa de otra jefatura"))),
	(Permission.CAMPAIGNS_READ, Label(_("Ver campañas"))),
	(Permission.CAMPAIGNS_WRITE, Label(_("Crear y mover campañas"))),
	(Permission.CATALOGUE_OFFER, Label(_("Ver qué está en venta y cómo ofrecerlo"))),
	(Permission.CATALOGUE_READ, Label(_("Ver el catálogo"))),
	(Permission.CATALOGUE_WRITE, Label(_("Cambiar el catálogo"))),
	(Permission.CONVERSATIONS_MANAGE, Label(_("Ver y repartir toda la correspondencia"))),
	(Permission.CONVERSATIONS_WRITE, Label(_("Escribir correos a clientes, de a uno"))),
	(Permission.COSTS_MANAGE, Label(_("Poner las tarifas de las campañas"))),
	(Permission.COSTS_READ, Label(_("Ver lo que las campañas cuestan y traen"))),
	(Permission.CUSTOMERS_EXPORT, Label(_("Sacar la lista de clientes"))),
	(Permission.CUSTOMERS_READ, Label(_("Ver a todos los clientes"))),
	(Permission.CUSTOMERS_READ_OWN, Label(_("Ver a los clientes a su cargo"))),
	(Permission.CUSTOMERS_WRITE, Label(_("Registrar y corregir clientes"))),
	(Permission.DESIGNS_READ, Label(_("Ver diseños de correo"))),
	(Permission.DESIGNS_WRITE, Label(_("Subir y archivar diseños"))),
	(Permission.EQUIPMENT_READ, Label(_("Ver los equipos de todos los clientes"))),
	(
		Permission.EQUIPMENT_REQUEST,
		Label(_("Ver los equipos de sus clientes y pedir lo que falte")),
	),
	(Permission.EQUIPMENT_WRITE, Label(_("Anotar equipos, lecturas y lo que se les hace"))),
	(Permission.EVENTS_MANAGE, Label(_("Atender sucesos detenidos"))),
	(Permission.FIELDS_MANAGE, Label(_("Definir campos propios"))),
	(Permission.HOURS_MANAGE, Label(_("Decir a qué horas y cuántas veces se llama"))),
	(Permission.IMPORTS_READ, Label(_("Ver importaciones"))),
	(Permission.IMPORTS_RUN, Label(_("Importar archivos"))),
	(Permission.MAIL_SET_UP, Label(_("Ver lo que el dominio dice de sus correos"))),
	(Permission.QUALITY_MANAGE, Label(_("Unir duplicados y corregir faltas"))),
	(Permission.RESULTS_MANAGE, Label(_("Definir resultados propios de las llamadas"))),
	(Permission.RIGHTS_MANAGE, Label(_("Atender los derechos de la persona"))),
	(Permission.RISK_LOOK_UP, Label(_("Consultar el riesgo de alguien"))),
	(Permission.RISK_READ_SCORES, Label(_("Ver puntajes y lo que otros consultaron"))),
	(Permission.RISK_REVIEW, Label(_("Revisar el riesgo de muchos"))),
	(Permission.RISK_REVIEW_CAMPAIGN, Label(_("Revisar el riesgo de una campaña"))),
	(Permission.RUNS_READ, Label(_("Ver envíos"))),
	(Permission.RUNS_WRITE, Label(_("Enviar, pausar y cancelar envíos"))),
	(Permission.SALES_NOTE, Label(_("Anotar ventas y ver las propias"))),
	(Permission.SALES_READ, Label(_("Ver todas las ventas"))),
	(Permission.SALES_SET_UP, Label(_("Definir series de números y tarifas de IVA"))),
	(Permission.SALES_WRITE, Label(_("Facturar, cobrar, anular y devolver ventas"))),
	(Permission.SECURITY_READ, Label(_("Ver quién entró y quién fue rechazado"))),
	(Permission.SEGMENTS_COUNT, Label(_("Contar un público"))),
	(Permission.STAFF_MANAGE, Label(_("Crear, cambiar y cerrar cuentas del equipo"))),
	(Permission.STAFF_READ, Label(_("Ver quiénes son del equipo"))),
	(Permission.VIEWS_MANAGE, Label(_("Cambiar las vistas que otros guardaron"))),
)
WORDS = Words(PAIRS)
