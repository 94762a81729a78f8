// A form that was sent when the session was over is shown filled again after the sign-in. It waits
// in this tab only, for an hour at most, and for the person who typed it.
import { put } from "./fields.js";

const KEPT = "chasqui-kept";
const PERSON = "chasqui-person";
const LONGEST_MS = 3600000;
// What record and which sending the form is of: as it was sent, so that nothing is overwritten.
const HIDDEN = ["version", "nonce", "seen"];

export function watchKept() {
	const sent = document.querySelector("form[data-kept]");
	if (sent) keep(sent);
	const person = document.body.dataset.person;
	if (sent || !person) return;
	showAgain(person);
	sessionStorage.setItem(PERSON, person);
}

function keep(form) {
	const { page, other, gaps } = form.dataset;
	const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
	const action = form.getAttribute("action");
	const person = sessionStorage.getItem(PERSON);
	const kept = { action, page, other, fields, person, hasGaps: gaps !== undefined, at: Date.now() };
	sessionStorage.setItem(KEPT, JSON.stringify(kept));
}

function showAgain(person) {
	const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
	if (!kept) return;
	if ((kept.person && kept.person !== person) || Date.now() - kept.at > LONGEST_MS) {
		sessionStorage.removeItem(KEPT);
		return;
	}
	const here = window.location.pathname + window.location.search;
	if (here !== kept.page && here !== kept.other) return;
	const form = findForm(kept);
	if (!form && kept.other && here !== kept.other) {
		window.location.replace(kept.other);
		return;
	}
	sessionStorage.removeItem(KEPT);
	if (form) fill(form, kept.fields);
	tell(form, kept);
}

function findForm({ action, fields }) {
	const path = new URL(action, window.location.href).pathname;
	const names = new Set(fields.map(([name]) => name));
	const count = (form) => [...names].filter((name) => form.elements.namedItem(name)).length;
	const forms = [...document.querySelectorAll("form[method=post]")].filter((form) => {
		const way = form.getAttribute("action") || window.location.href;
		return new URL(way, window.location.href).pathname === path && count(form) > 0;
	});
	return forms.sort((one, two) => count(two) - count(one))[0];
}

function fill(form, fields) {
	const typed = new Map();
	for (const [name, value] of fields) typed.set(name, [...(typed.get(name) ?? []), value]);
	for (const input of form.elements) {
		if (!input.name || ["submit", "button", "file", "password"].includes(input.type)) continue;
		if (input.type === "hidden" && !HIDDEN.includes(input.name)) continue;
		put(input, typed.get(input.name) ?? []);
	}
}

function tell(form, { fields, hasGaps }) {
	const words = document.querySelector(form ? "#kept-filled" : "#kept-lost");
	const note = words.content.firstElementChild.cloneNode(true);
	const gaps = note.querySelector("[data-kept-gaps]");
	if (gaps) gaps.hidden = !hasGaps;
	const texts = note.querySelector("[data-kept-texts]");
	const hidden = [...HIDDEN, "csrf_token"];
	if (texts) {
		const shown = fields.filter(([name, value]) => !hidden.includes(name) && value);
		texts.textContent = shown.map(([, value]) => value).join("\n");
	}
	if (form) form.before(note);
	else document.querySelector("#main").prepend(note);
	note.focus();
}
