"""Tables that the person's file holds as they stand, under the titles that they declare."""

from collections.abc import Sequence

from chasqui.kernel.personal.declarations import Personal
from chasqui.kernel.texts.text import Text, say
from customers.catalogue.models.subscription import SubscriptionRow
from customers.equipment.models.equipment import EquipmentRow
from customers.equipment.models.part_order import PartOrderRow
from customers.equipment.models.service_order import ServiceOrderRow
from customers.imports.models.import_change import ImportChangeRow
from customers.quality.models.customer_merge import CustomerMergeRow
from customers.quality.models.duplicate_pair import DuplicatePairRow
from customers.quality.models.quality_dismissal import QualityDismissalRow
from customers.quotes.models.quote import QuoteMailRow, QuoteRow
from customers.rights.models.rights_request import RightsRequestRow
from customers.sales.models.sale import SaleRow
from customers.segments.models.saved_segment import SegmentCustomerRow
from customers.tables import Table

PLAIN_TABLES: Sequence[tuple[type[Table], Personal, dict[str, Text]]] = (
	(
		SubscriptionRow,
		SubscriptionRow.__personal__,
		{
			"name": say("Servicio"),
			"price": say("Precio"),
			"started_on": say("Desde"),
			"ended_on": say("Hasta"),
			"end_reason": say("Por qué terminó"),
		},
	),
	(
		SaleRow,
		SaleRow.__personal__,
		{
			"ordered_on": say("Pedida"),
			"number": say("Número"),
			"state": say("Estado"),
			"total": say("Total"),
			"note": say("Nota"),
			"void_reason": say("Por qué se anuló"),
		},
	),
	(
		EquipmentRow,
		EquipmentRow.__personal__,
		{
			"brand": say("Marca"),
			"model": say("Modelo"),
			"serial": say("Serie"),
			"year": say("Año"),
			"meter_total": say("Horas o kilómetros"),
			"meter_on": say("Leído"),
			"state": say("Estado"),
			"canton": say("Cantón"),
			"place": say("Lugar"),
			"note": say("Nota"),
		},
	),
	(
		ServiceOrderRow,
		ServiceOrderRow.__personal__,
		{
			"asked_on": say("Pedida"),
			"asked": say("Qué se pidió"),
			"state": say("Estado"),
			"done_on": say("Hecha"),
			"work": say("Qué se hizo"),
			"cost": say("Costo"),
			"cancel_reason": say("Por qué se canceló"),
		},
	),
	(
		PartOrderRow,
		PartOrderRow.__personal__,
		{
			"asked_on": say("Pedido"),
			"state": say("Estado"),
			"delivered_on": say("Entregado"),
			"total": say("Total"),
			"note": say("Nota"),
			"cancel_reason": say("Por qué se canceló"),
		},
	),
	(
		QuoteRow,
		QuoteRow.__personal__,
		{
			"written_on": say("Escrita"),
			"number": say("Número"),
			"state": say("Estado"),
			"valid_until": say("Válida hasta"),
			"total": say("Total"),
			"note": say("Nota"),
			"reject_reason": say("Por qué se rechazó"),
		},
	),
	(
		QuoteMailRow,
		QuoteMailRow.__personal__,
		{"at": say("Cuándo"), "sent_to": say("A qué correo"), "by": say("Quién")},
	),
	(
		CustomerMergeRow,
		CustomerMergeRow.__personal__,
		{
			"kept_id": say("Registro que quedó"),
			"merged_id": say("Registro unido"),
			"before": say("Valores antes"),
			"merged_at": say("Cuándo"),
			"undone_at": say("Deshecha"),
		},
	),
	(
		SegmentCustomerRow,
		SegmentCustomerRow.__personal__,
		{"segment_id": say("Segmento"), "picked_at": say("Cuándo")},
	),
	(
		ImportChangeRow,
		ImportChangeRow.__personal__,
		{
			"import_id": say("Importación"),
			"before": say("Valores antes"),
			"added": say("Lo que sumó"),
			"undone_at": say("Deshecha"),
		},
	),
	(
		DuplicatePairRow,
		DuplicatePairRow.__personal__,
		{
			"left_id": say("Registro"),
			"right_id": say("Otro registro"),
			"reasons": say("Motivos"),
			"state": say("Estado"),
			"found_at": say("Cuándo"),
		},
	),
	(
		QualityDismissalRow,
		QualityDismissalRow.__personal__,
		{"kind": say("Qué se revisó"), "note": say("Nota"), "dismissed_at": say("Cuándo")},
	),
	(
		RightsRequestRow,
		RightsRequestRow.__personal__,
		{
			"received_on": say("Recibida"),
			"kind": say("Qué pidió"),
			"requester": say("Quién"),
			"channel": say("Canal"),
			"note": say("Nota"),
			"state": say("Estado"),
			"outcome": say("Respuesta"),
		},
	),
)
