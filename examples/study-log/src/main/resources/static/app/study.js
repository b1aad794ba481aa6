// The study log: the session that is open, the last 14 days, and the past by day.
import { announce, byId, element, onAction } from "./dom.js";
import { hours, moment, number, onLanguage, optionalText, text } from "./language.js";
import { call } from "./session.js";

const FORTNIGHT = 14;

let days = [];
let open = null;
let ticking = null;

/** Connects the buttons; `guarded` tells what goes wrong. */
export function wire(guarded) {
  onAction("start-session", guarded(startSession));
  byId("now-open").addEventListener("submit", guarded(endSession));
  onLanguage(draw);
}

export function clear() {
  days = [];
  open = null;
  draw();
}

/** Fetches the sessions of the last 31 days. */
export async function load(from = "") {
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
  days = await call(`/api/sessions?zone=${zone}${from}`);
  open = days.flatMap((day) => day.sessions).find((session) => session.endedAt === null) ?? null;
  draw();
}

/** What is told of a call that was refused. */
export const messageOf = (fault) => optionalText(`error.${fault.code}`) ?? text("error.other", fault.code);

async function startSession() {
  try {
    await call("/api/sessions", "POST");
  } catch (fault) {
    await showWhatIsOpen(fault);
    throw fault;
  }
  await load();
  byId("note").focus();
  announce(text("now.started"));
}

/** Another tab or device has started one, perhaps longer ago than is shown. */
async function showWhatIsOpen(fault) {
  if (fault.code === "still_open") {
    await load();
    if (open === null) {
      await load(`&from=${daysAgo(364)}`);
    }
  }
}

async function endSession() {
  try {
    await call(`/api/sessions/${open.id}/end`, "POST", { note: byId("note").value.trim() || null });
  } catch (fault) {
    if (fault.code === "already_ended") {
      await load();
    }
    throw fault;
  }
  byId("note").value = "";
  await load();
  document.querySelector('[data-action="start-session"]').focus();
  announce(text("now.ended"));
}

function draw() {
  drawNow();
  drawFortnight();
  drawPast();
}

function drawNow() {
  byId("now").dataset.session = open === null ? "none" : "open";
  byId("now-idle").hidden = open !== null;
  byId("now-open").hidden = open === null;
  clearInterval(ticking);
  if (open !== null) {
    byId("now-since").textContent = text("now.since", timeOf(open.startedAt));
    ticking = setInterval(drawElapsed, 1000);
    drawElapsed();
  }
}

/** The server's clock may be ahead of this one. */
function drawElapsed() {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(open.startedAt)) / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  byId("now-elapsed").textContent = parts.map((part) => String(part).padStart(2, "0")).join(":");
}

function drawFortnight() {
  const minutesOn = new Map(days.map((day) => [day.date, day.minutes]));
  const dates = Array.from({ length: FORTNIGHT }, (_, i) => daysAgo(FORTNIGHT - 1 - i));
  const most = Math.max(60, ...dates.map((date) => minutesOn.get(date) ?? 0));
  byId("fortnight-bars").replaceChildren(...dates.map((date) => bar(date, minutesOn.get(date) ?? 0, most)));
  const shown = days.filter((day) => dates.includes(day.date));
  const count = shown.flatMap((day) => day.sessions).filter((session) => session.endedAt !== null).length;
  const minutes = shown.reduce((sum, day) => sum + day.minutes, 0);
  byId("fortnight-total").textContent = fortnightTotal(count, minutes);
}

function fortnightTotal(count, minutes) {
  if (count === 0) {
    return text("fortnight.none");
  }
  return count === 1
    ? text("fortnight.totalOne", duration(minutes))
    : text("fortnight.total", duration(minutes), number(count));
}

function bar(date, minutes, most) {
  const filled = element("span", { class: "bar-fill" });
  filled.style.height = minutes === 0 ? "3px" : `${Math.max(6, (100 * minutes) / most)}%`;
  const day = new Date(`${date}T00:00`);
  return element(
    "span",
    { class: minutes === 0 ? "bar none" : "bar", title: duration(minutes) },
    element("span", { class: "bar-space" }, filled),
    element("span", { class: "bar-day" }, moment(day, { weekday: "narrow" })),
  );
}

function drawPast() {
  const ended = days
    .map((day) => ({ ...day, sessions: day.sessions.filter((session) => session.endedAt !== null).reverse() }))
    .filter((day) => day.sessions.length > 0);
  byId("past-empty").hidden = ended.length > 0;
  byId("past").replaceChildren(...ended.map(drawDay));
}

function drawDay(day) {
  return element(
    "section",
    { class: "card day", "data-day": day.date, "aria-label": dayName(day.date) },
    element("h3", {}, element("span", {}, dayName(day.date)), element("span", { class: "muted" }, duration(day.minutes))),
    element("ul", {}, ...day.sessions.map(drawSession)),
  );
}

function drawSession(session) {
  const minutes = Math.floor((Date.parse(session.endedAt) - Date.parse(session.startedAt)) / 60000);
  const times = `${timeOf(session.startedAt)} – ${timeOf(session.endedAt)}`;
  const note = element("p", { class: session.note ? "note" : "note muted" }, session.note ?? text("past.noNote"));
  return element(
    "li",
    { "data-past-session": session.id },
    element("p", { class: "when" }, element("span", {}, times), element("span", { class: "muted" }, duration(minutes))),
    note,
  );
}

function dayName(date) {
  if (date === daysAgo(0)) {
    return text("past.today");
  }
  if (date === daysAgo(1)) {
    return text("past.yesterday");
  }
  return moment(new Date(`${date}T00:00`), { weekday: "long", month: "long", day: "numeric" });
}

function duration(minutes) {
  if (minutes < 1) {
    return text("time.lessThanMinute");
  }
  return minutes < 60 ? text("time.minutes", number(minutes)) : hours(minutes);
}

const timeOf = (instant) => moment(new Date(instant), { hour: "numeric", minute: "2-digit" });

/** The date where the member is, as 2026-11-25. */
function daysAgo(count) {
  const day = new Date();
  day.setDate(day.getDate() - count);
  const two = (value) => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
