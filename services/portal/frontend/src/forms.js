// Small comforts of forms: show a password, focus the error summary, no double submit,
// cantons of the chosen provinces, filters that apply at once, preview widths.
import { choose } from "./fields.js";

export function watchForms() {
	document.querySelector("[data-error-summary]")?.focus();
	document.addEventListener("click", (event) => {
		const reveal = event.target.closest("[data-reveal]");
		if (reveal) toggleSecret(reveal);
		const choice = event.target.closest("[data-put]");
		if (choice) choose(choice);
		const insert = event.target.closest("[data-insert-into]");
		if (insert) insertText(event, insert);
		const width = event.target.closest("[data-preview-width]");
		if (width) changePreview(width);
	});
	document.addEventListener("submit", guardTwice);
	document.addEventListener("change", (event) => {
		if (event.target.matches("[data-apply]")) event.target.form.requestSubmit();
		if (event.target.matches("[data-file-into]")) readFile(event.target);
	});
	window.addEventListener("pageshow", (event) => {
		// «Back» shows what a draft says now, not what this page said when it was left.
		if (event.persisted && document.querySelector("[data-fresh]")) window.location.reload();
		for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
	});
}

function toggleSecret(button) {
	const input = document.getElementById(button.getAttribute("aria-controls"));
	const shown = input.type === "text";
	input.type = shown ? "password" : "text";
	button.setAttribute("aria-pressed", String(!shown));
}

// Puts a text where the writer stands, instead of following the link that begins anew with it.
function insertText(event, link) {
	event.preventDefault();
	const area = document.getElementById(link.dataset.insertInto);
	area.setRangeText(link.dataset.insert, area.selectionStart, area.selectionEnd, "end");
	link.closest("details")?.removeAttribute("open");
	area.focus();
}

function guardTwice(event) {
	const form = event.target;
	if (form.method !== "post" || form.hasAttribute("hx-post")) return;
	if (form.dataset.sent) event.preventDefault();
	form.dataset.sent = "yes";
}

function changePreview(button) {
	const stage = document.querySelector(".preview-stage");
	stage.classList.toggle("is-phone", button.dataset.previewWidth === "phone");
	for (const other of document.querySelectorAll("[data-preview-width]")) {
		other.setAttribute("aria-pressed", String(other === button));
	}
}

async function readFile(input) {
	const target = document.getElementById(input.dataset.fileInto);
	const file = input.files[0];
	if (file) target.value = await file.text();
}
