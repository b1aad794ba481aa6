// "What the cache does": its panels, and the figures that change by themselves.
import { byId, element, fail } from "./dom.js";
import { onLanguage, text } from "./language.js";
import { drawEvents, wireEvents } from "./lab-events.js";
import { drawClock, drawFamily, wireFamily } from "./lab-family.js";
import { drawFlows, wireFlows } from "./lab-flows.js";
import { drawNode, wireNode } from "./lab-node.js";
import { drawTiers } from "./lab-tiers.js";
import { ask } from "./lab-server.js";

const INTERVAL = 2000;

let state = null;
let polling = null;

/** What is running, or null where this server has no lab. */
export async function find() {
  state = await ask("state").catch(() => null);
  if (state !== null) {
    wireFlows(refresh);
    wireFamily(refresh);
    wireNode(refresh);
    wireEvents();
    onLanguage(draw);
    draw();
  }
  return state;
}

export async function open() {
  if (polling === null) {
    polling = setInterval(refreshWhereSeen, INTERVAL);
    await Promise.all([refresh(), drawFlows(), drawFamily()]).catch(unreachable);
  }
}

export function close() {
  clearInterval(polling);
  polling = null;
}

const refreshWhereSeen = () => (document.visibilityState === "visible" ? refresh().catch(unreachable) : undefined);

async function refresh() {
  const [now, events] = await Promise.all([ask("state"), ask("events")]);
  state = now;
  draw();
  drawEvents(events);
}

function unreachable() {
  close();
  fail(text("error.network"));
}

function draw() {
  drawFacts();
  drawTiers(state.tiers);
  drawNode(state);
  drawClock(state.clockOffsetSeconds);
}

function drawFacts() {
  const facts = {
    node: `${state.node} · ${state.address.replace(/^https?:\/\/|\/$/g, "")}`,
    store: state.store,
    cache: state.cache,
    google: text(`google.${state.google}`),
  };
  byId("lab-facts").replaceChildren(
    ...Object.entries(facts).map(([name, value]) =>
      element("li", { "data-fact": name }, element("span", { class: "muted" }, text(`facts.${name}`)), ` ${value}`),
    ),
  );
}
