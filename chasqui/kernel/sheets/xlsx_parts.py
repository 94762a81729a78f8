"""The small parts of an XLSX file (ECMA-376, part 1, transitional namespaces)."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Names of vocabularies, not addresses: nothing is fetched from them.
SCHEMAS = "http://schemas.openxmlformats.org"
MAIN = f"{SCHEMAS}/spreadsheetml/2006/main"
RELATIONS = f"{SCHEMAS}/package/2006/relationships"
OFFICE = f"{SCHEMAS}/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET_START = (
	f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
	'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
	'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
	'<cols><col min="1" max="40" width="18" customWidth="1"/></cols><sheetData>'
)
SHEET_END = "</sheetData>{filter}</worksheet>"
AUTO_FILTER = '<autoFilter ref="A1:{last}"/>'
ROOT_RELATIONS = (
	f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1"'
	f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
# Cell formats in the order of STYLE_TITLE, STYLE_DATE, STYLE_INSTANT (xlsx_cells).
FORMATS = (
	'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
	'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
	'<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
	'<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
)


def build_content_types(sheets: int) -> str:
	"""Return what kind each part of the file is."""
	lines = "".join(
		f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>'
		for n in range(1, sheets + 1)
	)
	return (
		f'{HEAD}<Types xmlns="{SCHEMAS}/package/2006/content-types">'
		'<Default Extension="rels"'
		' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
		'<Default Extension="xml" ContentType="application/xml"/>'
		f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
		f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>{lines}</Types>'
	)


def build_workbook(names: Sequence[str]) -> str:
	"""Return the list of sheets."""
	sheets = "".join(
		f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
		for n, name in enumerate(names, 1)
	)
	return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def build_relations(sheets: int) -> str:
	"""Return where the sheets and the styles are."""
	lines = "".join(
		f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
		for n in range(1, sheets + 1)
	)
	styles = f'<Relationship Id="rId{sheets + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
	return f'{HEAD}<Relationships xmlns="{RELATIONS}">{lines}{styles}</Relationships>'


def build_styles() -> str:
	"""Return the formats of cells: plain, title, date, instant."""
	return (
		f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2">'
		'<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
		'<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
		'<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
		'<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
		'<fills count="2"><fill><patternFill patternType="none"/></fill>'
		'<fill><patternFill patternType="gray125"/></fill></fills>'
		'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
		'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
		f'</cellStyleXfs><cellXfs count="4">{FORMATS}</cellXfs><cellStyles count="1">'
		'<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
	)
