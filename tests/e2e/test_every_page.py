"""Each page: no axe violation, light and dark; no sideways scroll at 360 px; a quiet console."""

import pytest

from tests.e2e import test_person
from tests.e2e.walker import DESKTOP, Walker
from tests.support.crawling import find_pages, name_endpoint
from tests.support.fakes.accounts import TOKEN
from tests.support.fakes.mailer import GOOD_TOKEN
from tests.support.portal_world import PortalWorld

# Pages in the states that matter; what else the links of pages lead to is found and walked too.
PAGES = {
	"jefa": (
		"/", "/campanas/", "/campanas/1/", "/campanas/1/audiencia/", "/campanas/2/audiencia/",
		"/campanas/1/correo/", "/campanas/1/correo/1", "/campanas/1/correo/enviar",
		"/campanas/1/correo/prueba", "/campanas/1/llamadas/", "/campanas/1/llamadas/reglas",
		"/campanas/1/limites", "/campanas/1/revision/", "/campanas/1/revision/fuera",
		"/campanas/1/riesgo/",
		"/campanas/2/riesgo/", "/riesgo/", "/riesgo/nombre", "/riesgo/historial", "/riesgo/lotes/",
		"/riesgo/lotes/1", "/riesgo/lotes/2", "/campanas/1/clientes",
		"/campanas/1/clientes?stage=sold&gender=F", "/campanas/1/estadisticas/",
		"/campanas/1/estadisticas/?by=canton&calls=hour", "/campanas/1/bitacora",
		"/campanas/1/fase/paused", "/campanas/asistente/7/segmento",
		"/campanas/asistente/7/diseno", "/campanas/asistente/7/calendario",
		"/campanas/asistente/7/resumen", "/campanas/asistente/7/descartar", "/disenos/",
		"/disenos/nuevo", "/disenos/1", "/disenos/1/editar", "/clientes/", "/clientes/1",
		"/catalogo/informe/", "/mapa/", "/estadisticas/", "/estadisticas/?by=province",
		"/estadisticas/?q=nada", "/estadisticas/?by=age&gender=F",
		"/campanas/?province=EC-P&month=2026-11", "/ofertas/", "/promociones/",
		"/repetidos/", "/repetidos/?phase=finished", "/repetidos/clientes/",
		"/repetidos/clientes/?q=nadie", "/segmentos/", "/segmentos/?q=nada", "/segmentos/1",
		"/segmentos/1/editar", "/segmentos/1/borrar", "/segmentos/nuevo/?gender=F",
		"/segmentos/nuevo/campana", "/calendario/", "/calendario/?week=2026-11-20",
		"/tablero/", "/clientes/campana", "/clientes/campana?archived=true",
	),
	"asesora": (
		"/", "/mesa/", "/ofertas/1", "/ofertas/mesa", "/riesgo/",
		"/riesgo/historial", "/mi-cuenta/", "/trabajo/", "/trabajo/?time=late", "/trabajo/llamadas",
		"/trabajo/ventas", "/trabajo/resultados/", "/trabajo/resultados/?by=day",
		"/ventas/", "/ventas/1", "/ventas/nueva", "/equipos/", "/equipos/1", "/equipos/por-vencer/",
		"/ordenes/", "/ordenes/3", "/repuestos/", "/repuestos/1",
		"/ventas/", "/ventas/1", "/ventas/nueva", "/cotizaciones/", "/cotizaciones/5",
		"/cotizaciones/nueva",
	),
	"admin": (
		"/", "/reglas", "/limites", "/reglas-de-riesgo", "/guion", "/resultados-propios/",
		"/resultados-propios/1",
		"/resultados-propios/motivos/", "/trabajo/", "/trabajo/resultados/?by=advisor_id",
		"/clientes/nuevo", "/clientes/1/editar", "/clientes/1/archivar", "/importaciones/",
		"/clientes/acciones/?scope=picked&pick=1&action=assign",
		"/importaciones/1", "/importaciones/2", "/importaciones/3", "/importaciones/4/columnas",
		"/importaciones/1/deshacer", "/importaciones/1/conflictos",
		"/riesgo/", "/riesgo/lotes/", "/campanas/1/riesgo/",
		"/duplicados/", "/duplicados/1-2", "/duplicados/uniones/1", "/calidad/", "/trabajos/",
		"/calidad/?kind=unverified_ruc", "/catalogo/",
		"/catalogo/acciones/?scope=all&action=retired", "/catalogo/?state=retired",
		"/catalogo/1", "/catalogo/3", "/catalogo/4",
		"/catalogo/nuevo", "/catalogo/nuevo?tipo=1", "/catalogo/1/editar", "/catalogo/1/retirar",
		"/catalogo/4/borrar", "/catalogo/1/imagenes/1/borrar", "/catalogo/tipos/",
		"/catalogo/tipos/1", "/promociones/1", "/promociones/nueva", "/promociones/1/editar",
		"/promociones/1/terminar", "/promociones/2/borrar", "/seguridad/",
		"/equipo/", "/equipo/2", "/equipo/3", "/equipo/nueva", "/equipo/2/editar",
		"/equipo/2/desactivar", "/equipo/2/contrasena", "/mi-cuenta/",
		"/ventas/", "/ventas/?columns=units&state=paid", "/ventas/1", "/ventas/4", "/ventas/5",
		"/ventas/nueva", "/ventas/nueva?q=luc", "/ventas/nueva?cliente=2", "/ventas/1/editar",
		"/ventas/1/borrar", "/ventas/1/facturar", "/ventas/2/pagar", "/ventas/2/anular",
		"/ventas/2/autorizar", "/ventas/4/devolver/", "/ventas/series/", "/ventas/iva/",
		"/cotizaciones/", "/cotizaciones/1", "/cotizaciones/2", "/cotizaciones/3",
		"/cotizaciones/5",
		"/cotizaciones/nueva", "/cotizaciones/nueva?cliente=2", "/cotizaciones/1/editar",
		"/cotizaciones/1/borrar", "/cotizaciones/1/emitir", "/cotizaciones/2/aceptar",
		"/cotizaciones/2/rechazar", "/cotizaciones/2/enviar", "/cotizaciones/4/copiar",
		"/cotizaciones/conversion/", "/cotizaciones/conversion/?by=seller",
		"/cotizaciones/acciones/?scope=all&action=rejected", "/ventas/6/editar",
		"/ventas/acciones/?scope=all&action=paid", "/clientes/1?parte=compras",
		"/clientes/1?parte=equipos", "/equipos/", "/equipos/?columns=ours&state=in_repair",
		"/equipos/1", "/equipos/3", "/equipos/nuevo", "/equipos/nuevo?cliente=1",
		"/equipos/1/editar", "/equipos/1/lecturas/agregar", "/equipos/1/lecturas/11/anular",
		"/equipos/por-vencer/", "/equipos/por-vencer/acciones/?scope=all&action=request",
		"/repuestos/", "/repuestos/1", "/repuestos/2", "/repuestos/nuevo",
		"/repuestos/nuevo?cliente=1", "/repuestos/1/editar", "/repuestos/1/encargar",
		"/repuestos/2/recibir", "/repuestos/1/entregar", "/repuestos/1/cancelar",
		"/equipos/planes/", "/equipos/planes/1/quitar", "/equipos/1/plan", "/equipos/1/pedir",
		"/ordenes/", "/ordenes/?state=done&columns=done", "/ordenes/1", "/ordenes/3", "/ordenes/4",
		"/ordenes/1/planificar", "/ordenes/1/iniciar", "/ordenes/3/editar", "/ordenes/3/terminar",
		"/ordenes/3/cancelar", "/ordenes/acciones/?scope=all&action=planned",
		"/sucesos-detenidos/",
		"/sucesos-detenidos/campaigns/00000000-0000-4000-8000-000000000005/descartar",
	),
	None: ("/ingreso", f"/baja/{GOOD_TOKEN}", f"/clave/{TOKEN}", "/clave/corto", "/ingreso/olvido"),
}  # fmt: skip


# A few pages a test, so that several processes share them.
FEW = 8
WALKS = [(who, PAGES[who][i : i + FEW]) for who in PAGES for i in range(0, len(PAGES[who]), FEW)]


@pytest.mark.parametrize(("who", "paths"), WALKS, ids=lambda value: str(value)[:30])
def test_it_is_accessible_and_fits(walker: Walker, who: str | None, paths: tuple[str, ...]) -> None:
	page = walker.open(who, at=None)
	found = []
	for path in paths:
		page.goto(path)
		found += walker.examine_looks(f"{who}-{path.strip('/').replace('/', '-') or 'inicio'}")
	assert not found


@pytest.mark.parametrize("who", ["jefa", "asesora", "admin"])
def test_what_links_lead_to_is_accessible_and_fits(
	walker: Walker, portal: PortalWorld, who: str
) -> None:
	told = (*PAGES.values(), *test_person.PAGES.values())
	walked = {name_endpoint(portal.app, path) for paths in told for path in paths}
	pages = find_pages(portal.app, portal.open(who))
	assert len(pages) >= FEW  # links are followed
	page = walker.open(who, at=None)
	found = []
	for endpoint, path in pages.items():
		if endpoint not in walked:
			page.goto(path)
			found += walker.examine_looks(f"{who}-{endpoint}")
	assert not found


def test_the_desk_with_a_customer_is_accessible_and_fits(walker: Walker) -> None:
	page = walker.open("asesora", at="/mesa/")
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.get_by_role("button", name="Consultar riesgo").click()
	page.get_by_text("Riesgo bajo").wait_for()
	walker.check_looks("asesora-mesa-cliente")


def test_the_desk_needs_no_scrolling_on_a_small_laptop(walker: Walker) -> None:
	page = walker.open("asesora", at="/mesa/", size=DESKTOP)
	page.get_by_role("button", name="Tomar el siguiente").click()
	page.get_by_role("button", name="Consultar riesgo").click()
	page.get_by_text("Riesgo bajo").wait_for()
	walker.press("3")
	page.get_by_label("Cuándo volver a llamar").wait_for()
	height = page.evaluate("document.documentElement.scrollHeight")
	assert height <= DESKTOP[1]


def test_the_system_theme_is_followed_without_a_choice(walker: Walker) -> None:
	page = walker.open(theme="auto")
	page.emulate_media(color_scheme="dark")
	page.goto("/ingreso")
	assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 22, 26)"
	walker.check_page("ingreso-auto-dark")
