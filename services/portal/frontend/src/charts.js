// Charts of the pages that have them. Data comes from our own address, never inline.
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, registerLocale, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import es from "echarts/i18n/langES-obj.js";

use([AriaComponent, BarChart, GridComponent, LegendComponent, SVGRenderer, TooltipComponent]);
registerLocale("ES", es);

const NUMBER = new Intl.NumberFormat("es-EC");
const MONEY = new Intl.NumberFormat("es-EC", { style: "currency", currency: "USD" });
const SHARP = 2; // pixels of a picture for each of the page
const SYSTEM_DARK = matchMedia("(prefers-color-scheme: dark)");

function readToken(name) {
	return getComputedStyle(document.documentElement).getPropertyValue(`--c-${name}`).trim();
}

function buildOptions(data) {
	const format = (value) => (data.unit === "money" ? MONEY : NUMBER).format(value ?? 0);
	const ink = readToken("ink");
	const axis = { axisLabel: { color: ink }, axisTick: { show: false } };
	return {
		aria: { enabled: true, decal: { show: data.series.length > 1 } },
		textStyle: { fontFamily: "Inter Variable, system-ui, sans-serif" },
		tooltip: { renderMode: "richText", trigger: "axis", axisPointer: { type: "shadow" },
			backgroundColor: readToken("surface"), textStyle: { color: ink },
			valueFormatter: format },
		legend: data.series.length > 1 ? { bottom: 0, textStyle: { color: ink } } : undefined,
		grid: { left: 8, right: 24, top: 12, bottom: data.series.length > 1 ? 40 : 8,
			containLabel: true },
		xAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: readToken("line") } },
			...axis, axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: (value) => NUMBER.format(value) } },
		yAxis: { type: "category", inverse: true, data: data.categories, ...axis },
		series: data.series.map((series) => ({
			type: "bar", name: series.name, stack: "total", barMaxWidth: 26,
			data: series.values.map((value, index) => ({
				value,
				itemStyle: { color: readToken(series.tones?.[index] ?? series.tone ?? "primary") },
			})),
			itemStyle: { color: readToken(series.tone ?? "primary"), borderRadius: [0, 4, 4, 0] },
			label: { show: data.series.length === 1, position: "right", color: ink,
				formatter: ({ value }) => format(value) },
		})),
	};
}

async function drawChart(place) {
	const answer = await fetch(place.dataset.src, { headers: { Accept: "application/json" } });
	if (!answer.ok) {
		place.textContent = place.dataset.failed;
		return;
	}
	const data = await answer.json();
	const chart = init(place, null, { renderer: "svg", locale: "ES" });
	const draw = () => chart.setOption(buildOptions(data), true);
	draw();
	SYSTEM_DARK.addEventListener("change", draw);
	new ResizeObserver(() => chart.resize()).observe(place);
	place.dataset.drawn = "yes";
	offerFiles(place, chart);
}

// The chart as a picture: the SVG as it stands, or painted on a canvas.
function offerFiles(place, chart) {
	const files = place.closest("section")?.querySelector("[data-chart-files]");
	if (!files) return;
	files.hidden = false;
	files.addEventListener("click", async (event) => {
		const form = event.target.closest("[data-chart-save]")?.dataset.chartSave;
		if (!form) return;
		const svg = chart.getDataURL({ type: "svg" });
		const link = document.createElement("a");
		link.download = `${place.dataset.name}.${form}`;
		link.href = form === "svg" ? svg : await paint(svg, place);
		link.click();
	});
}

async function paint(svg, place) {
	const image = new Image();
	image.src = svg;
	await image.decode();
	const canvas = document.createElement("canvas");
	canvas.width = place.clientWidth * SHARP;
	canvas.height = place.clientHeight * SHARP;
	const context = canvas.getContext("2d");
	context.fillStyle = readToken("surface");
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.drawImage(image, 0, 0, canvas.width, canvas.height);
	return canvas.toDataURL("image/png");
}

for (const place of document.querySelectorAll("[data-chart]")) drawChart(place);
