// The frame: sidebar width kept in a cookie, «/» goes to the search, notices that leave.
const YEAR = 31536000;

export function watchShell() {
	const root = document.documentElement;
	document.addEventListener("click", (event) => {
		if (event.target.closest("[data-side-toggle]")) toggleSide(root, event);
		event.target.closest("[data-notice-close]")?.closest(".toast-note").remove();
		const menu = document.querySelector("details.menu[open]");
		if (menu && !menu.contains(event.target)) menu.open = false;
	});
	document.addEventListener("keydown", (event) => {
		if (event.key === "/" && !isTyping(event.target)) focusSearch(event);
		if (event.key === "Escape") closeMenu(document.querySelector("details.menu[open]"));
	});
	// Nobody sees a page in a hidden tab: its live parts wait.
	document.addEventListener("htmx:beforeRequest", (event) => {
		const trigger = event.detail.elt.getAttribute("hx-trigger") ?? "";
		const isLive = trigger.startsWith("every") && event.detail.elt.hasAttribute("hx-get");
		if (document.hidden && isLive) event.preventDefault();
	});
	const paper = window.matchMedia("print");
	paper.addEventListener("change", () => lighten(root, paper.matches));
	for (const tab of document.querySelectorAll(".tabs [aria-current]")) showTab(tab);
	document.querySelectorAll(".toast-note[data-leaves]").forEach(letLeave);
}

function letLeave(notice) {
	setTimeout(() => notice.remove(), Number(notice.dataset.leaves) * 1000);
}

function lighten(root, isPrinted) {
	if (isPrinted) root.dataset.screenTheme = root.dataset.bsTheme;
	root.dataset.bsTheme = isPrinted ? "light" : root.dataset.screenTheme;
}

// On a phone the tabs do not fit side by side: the one that is open is scrolled to, the page is not.
function showTab(tab) {
	const tabs = tab.closest(".tabs");
	const [here, all] = [tab.getBoundingClientRect(), tabs.getBoundingClientRect()];
	tabs.scrollLeft += here.left - all.left - (all.width - here.width) / 2;
}

export function showNotice(words) {
	const notice = words.content.firstElementChild.cloneNode(true);
	document.querySelector(".toasts").append(notice);
	letLeave(notice);
}

function toggleSide(root, event) {
	const narrow = root.dataset.side !== "narrow";
	root.dataset.side = narrow ? "narrow" : "wide";
	document.cookie = `chasqui_side=${root.dataset.side};path=/;max-age=${YEAR};samesite=lax`;
	event.target.closest("[data-side-toggle]").setAttribute("aria-expanded", String(!narrow));
}

function closeMenu(menu) {
	if (!menu) return;
	menu.open = false;
	menu.querySelector("summary").focus();
}

function focusSearch(event) {
	const search = document.querySelector("#top-search");
	if (!search || document.querySelector("[data-desk]")) return;
	event.preventDefault();
	search.focus();
}

export function isTyping(target) {
	return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
