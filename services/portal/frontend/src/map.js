// A map: arrows go from a province to the next, what it says is read beside it, it leaves as a picture.
const SHARP = 2; // pixels of a picture for each of the page
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity",
	"font-family", "font-size", "text-anchor"];

function setUp(map) {
	const ways = [...map.querySelectorAll("a")];
	const said = document.getElementById(map.dataset.said);
	const usual = said?.textContent;
	const say = (way) => { if (said) said.textContent = way?.getAttribute("aria-label") ?? usual; };
	const choose = (way) => ways.forEach((one) => one.setAttribute("tabindex", one === way ? 0 : -1));
	choose(ways[0]);
	for (const way of ways) {
		way.addEventListener("focus", () => { choose(way); say(way); });
		way.addEventListener("mouseenter", () => say(way));
		way.addEventListener("mouseleave", () => say(ways.find((one) => one === document.activeElement)));
		way.addEventListener("blur", () => say());
		way.addEventListener("keydown", (event) => move(event, way, ways));
	}
	offerFiles(map);
}

// To the nearest province that lies there; far to the side counts double.
function move(event, from, ways) {
	const [right, down] = ARROWS[event.key] ?? [];
	if (right === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
	event.preventDefault();
	const place = (way) => [Number(way.dataset.x), Number(way.dataset.y)];
	const [x, y] = place(from);
	let best;
	for (const way of ways) {
		const [dx, dy] = [place(way)[0] - x, place(way)[1] - y];
		const ahead = right ? dx * right : dy * down;
		const aside = Math.abs(right ? dy : dx);
		if (ahead > 0 && (!best || ahead + 2 * aside < best.far)) best = { way, far: ahead + 2 * aside };
	}
	best?.way.focus();
}

// The picture stands by itself: with the colours of the page, and without its links.
function copy(map) {
	const made = map.cloneNode(true);
	const seen = map.querySelectorAll("*");
	made.querySelectorAll("*").forEach((one, index) => {
		const style = getComputedStyle(seen[index]);
		for (const name of KEPT) one.setAttribute(name === "fill" && seen[index].hasAttribute("data-keep")
			? "data-fill" : name, style.getPropertyValue(name));
		one.removeAttribute("class");
	});
	for (const one of made.querySelectorAll("a")) one.removeAttribute("href");
	const box = map.viewBox.baseVal;
	made.removeAttribute("class");
	made.setAttribute("xmlns", "http://www.w3.org/2000/svg");
	made.setAttribute("width", box.width);
	made.setAttribute("height", box.height);
	return { text: new XMLSerializer().serializeToString(made), box };
}

function offerFiles(map) {
	const files = map.closest("section")?.querySelector("[data-map-files]");
	if (!files) return;
	files.hidden = false;
	files.addEventListener("click", async (event) => {
		const button = event.target.closest("button");
		if (button?.hasAttribute("data-print")) return print();
		const form = button?.dataset.mapSave;
		if (!form) return;
		const { text, box } = copy(map);
		const svg = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
		const link = document.createElement("a");
		link.download = `${map.dataset.name}.${form}`;
		link.href = form === "svg" ? svg : await paint(svg, box);
		link.click();
	});
}

async function paint(svg, box) {
	const image = new Image();
	image.src = svg;
	await image.decode();
	const canvas = document.createElement("canvas");
	[canvas.width, canvas.height] = [box.width * SHARP, box.height * SHARP];
	const context = canvas.getContext("2d");
	context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--c-surface");
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.drawImage(image, 0, 0, canvas.width, canvas.height);
	return canvas.toDataURL("image/png");
}

for (const map of document.querySelectorAll("svg[data-map]")) setUp(map);
