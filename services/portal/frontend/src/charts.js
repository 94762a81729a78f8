// Charts of the pages that have them. Data comes from our own address, never inline.
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, registerLocale, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import es from "echarts/i18n/langES-obj.js";

use([AriaComponent, BarChart, GridComponent, LegendComponent, SVGRenderer, TooltipComponent]);
registerLocale("ES", es);

const NUMBER = new Intl.NumberFormat("es-EC");
const SYSTEM_DARK = matchMedia("(prefers-color-scheme: dark)");

function readToken(name) {
	return getComputedStyle(document.documentElement).getPropertyValue(`--c-${name}`).trim();
}

function buildOptions(data) {
	const ink = readToken("ink");
	const axis = { axisLabel: { color: ink }, axisTick: { show: false } };
	return {
		aria: { enabled: true, decal: { show: data.series.length > 1 } },
		textStyle: { fontFamily: "Inter Variable, system-ui, sans-serif" },
		tooltip: { renderMode: "richText", trigger: "axis", axisPointer: { type: "shadow" },
			backgroundColor: readToken("surface"), textStyle: { color: ink },
			valueFormatter: (value) => NUMBER.format(value ?? 0) },
		legend: data.series.length > 1 ? { bottom: 0, textStyle: { color: ink } } : undefined,
		grid: { left: 8, right: 24, top: 12, bottom: data.series.length > 1 ? 40 : 8,
			containLabel: true },
		xAxis: { type: "value", minInterval: 1, splitLine: { lineStyle: { color: readToken("line") } },
			...axis },
		yAxis: { type: "category", inverse: true, data: data.categories, ...axis },
		series: data.series.map((series) => ({
			type: "bar", name: series.name, stack: "total", barMaxWidth: 26,
			data: series.values.map((value, index) => ({
				value,
				itemStyle: { color: readToken(series.tones?.[index] ?? series.tone ?? "primary") },
			})),
			itemStyle: { color: readToken(series.tone ?? "primary"), borderRadius: [0, 4, 4, 0] },
			label: { show: data.series.length === 1, position: "right", color: ink,
				formatter: ({ value }) => NUMBER.format(value) },
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
}

for (const place of document.querySelectorAll("[data-chart]")) drawChart(place);
