// The language of the page: the browser's, or the one that was chosen here before.
import en from "./texts-en.js";
import ko from "./texts-ko.js";
import { remembered, remember } from "./memory.js";

const TEXTS = { en, ko };
const listeners = [];
let current = remembered("language") ?? (navigator.language.startsWith("ko") ? "ko" : "en");

/** The language's code. */
export const language = () => current;

/** The text with that key, its {0} and {1} filled in; null where there is none and none is required. */
export function optionalText(key, ...values) {
  const found = TEXTS[current][key];
  return found === undefined ? null : values.reduce((text, value, i) => text.replace(`{${i}}`, () => value), found);
}

export const text = (key, ...values) => optionalText(key, ...values) ?? key;

/** Calls `listener` after each change. */
export const onLanguage = (listener) => listeners.push(listener);

export const number = (value, options) => new Intl.NumberFormat(current, options).format(value);

export const moment = (value, options) => new Intl.DateTimeFormat(current, options).format(value);

/** An hour or more. */
export const hours = (minutes) =>
  minutes % 60 === 0
    ? text("time.fullHours", number(minutes / 60))
    : text("time.hours", number(Math.floor(minutes / 60)), number(minutes % 60));

export function setLanguage(chosen) {
  current = chosen;
  remember("language", chosen);
  show();
}

/** Puts the texts of the language where the document asks for them. */
export function show() {
  document.documentElement.lang = current;
  for (const place of document.querySelectorAll("[data-text]")) {
    place.textContent = text(place.dataset.text);
  }
  for (const place of document.querySelectorAll("[data-label]")) {
    place.setAttribute("aria-label", text(place.dataset.label));
  }
  for (const place of document.querySelectorAll("[data-placeholder]")) {
    place.placeholder = text(place.dataset.placeholder);
  }
  const other = current === "ko" ? "en" : "ko";
  const button = document.getElementById("language");
  button.textContent = TEXTS[other].language;
  button.lang = other;
  button.onclick = () => setLanguage(other);
  listeners.forEach((listener) => listener());
}
