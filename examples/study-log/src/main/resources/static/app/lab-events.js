// The event log, and the inbox of the stand-in for Slack.
import { byId, element } from "./dom.js";
import { moment, onLanguage, optionalText, text } from "./language.js";

let newest = { events: [], slack: [] };

export function wireEvents() {
  onLanguage(() => drawEvents(newest));
}

export function drawEvents(told) {
  newest = told;
  fill("events", told.events.map(event));
  fill("slack", told.slack.map(message));
}

function fill(id, lines) {
  byId(id).hidden = lines.length === 0;
  byId(`${id}-empty`).hidden = lines.length > 0;
  byId(id).replaceChildren(...lines);
}

const time = (at) =>
  element("time", { datetime: at, class: "muted" }, moment(new Date(at), { hour: "numeric", minute: "2-digit", second: "2-digit" }));

const event = ({ at, kind, family, generation, client }) =>
  element(
    "li",
    { "data-event": kind, "data-family": family, "data-event-generation": generation, "data-client": client },
    element("span", { class: "badge" }, optionalText(`event.${kind}`) ?? kind),
    element("span", {}, text("events.line", family, generation)),
    time(at),
  );

const message = ({ at, text: said }) =>
  element("li", { "data-slack": "message" }, element("p", { class: "said" }, said), time(at));
