// The family of refresh tokens: its chain, the browser's and the attacker's buttons, and what each of them has led to.
import { announce, busy, byId, element, fail, onAction } from "./dom.js";
import { hours, number, onLanguage, optionalText, text } from "./language.js";
import { act, ask, LabFault, told } from "./lab-server.js";

/** What each action needs beside a login. */
const NEEDS = {
  refresh: {},
  call: {},
  "two-tabs": {},
  "lose-answer": {},
  "replay-previous": { tokens: 2 },
  "replay-older": { tokens: 3 },
  logout: {},
  steal: {},
  "attacker-refresh": { attacker: true },
  "attacker-call": { attacker: true },
};
const CLOCK = { "clock-minute": 60, "clock-half-hour": 31 * 60 };

/** How many generations are drawn. */
const NEWEST = 10;

let family = null;
let result = null;
let offset = 0;

export function wireFamily(afterwards) {
  for (const action of ["start", ...Object.keys(NEEDS)]) {
    onAction(action, () => perform(action, afterwards));
  }
  for (const [action, seconds] of Object.entries(CLOCK)) {
    onAction(action, () => moveClock(seconds, afterwards));
  }
  onLanguage(draw);
}

export async function drawFamily() {
  family = await ask("family");
  draw();
}

export function drawClock(seconds) {
  offset = seconds;
  byId("clock").dataset.offset = seconds;
  byId("clock").textContent = seconds === 0 ? text("clock.now") : text("clock.ahead", ahead());
}

const ahead = () => (offset < 3600 ? text("time.minutes", number(Math.floor(offset / 60))) : hours(Math.floor(offset / 60)));

/** Why an action is not possible now, in the server's code; null where it is. */
function obstacle(action) {
  const needs = NEEDS[action];
  if (needs === undefined || family === null) {
    return null;
  }
  if (family.browser.holds === null) {
    return "no_family";
  }
  if (family.chain.length < (needs.tokens ?? 1)) {
    return "no_such_token";
  }
  return needs.attacker && family.attacker.holds === null ? "attacker_holds_nothing" : null;
}

function perform(action, afterwards) {
  return busy(byId("family"), async () => {
    const code = obstacle(action);
    try {
      if (code !== null) {
        throw new LabFault(code, code);
      }
      ({ family, result } = await act(`family/${action}`));
    } catch (fault) {
      result = { action, answers: [], fault };
    }
    draw();
    announce(spoken());
    await afterwards().catch((fault) => fail(told(fault)));
  });
}

function moveClock(seconds, afterwards) {
  return busy(byId("family"), async () => {
    try {
      const { clockOffsetSeconds } = await act("clock", { seconds });
      drawClock(clockOffsetSeconds);
      await drawFamily();
      announce(text("clock.moved", ahead()));
      await afterwards();
    } catch (fault) {
      fail(told(fault));
    }
  });
}

function draw() {
  if (family === null) {
    return;
  }
  byId("family").dataset.state = family.state;
  byId("family-lead").textContent = text("family.lead", family.windowSeconds);
  byId("family-state").textContent = text(`family.state.${family.state}`);
  byId("chain-empty").hidden = family.chain.length > 0;
  byId("chain").hidden = family.chain.length === 0;
  byId("chain").replaceChildren(...older(), ...family.chain.slice(-NEWEST).map(link));
  drawHolders();
  drawResult();
}

function older() {
  const count = (family.chain.slice(-NEWEST)[0]?.generation ?? 1) - 1;
  return count > 0 ? [element("li", { class: "link older", "data-older": count }, text("generation.older", number(count)))] : [];
}

function link({ generation, label, state }) {
  return element(
    "li",
    { class: "link", "data-generation": generation, "data-state": state },
    element("span", { class: "link-generation" }, text("generation.label", generation)),
    element("code", {}, label),
    element("span", { class: "badge" }, text(`generation.${state}`)),
    label === family.browser.holds ? element("span", { class: "badge held" }, text("holder.browser")) : null,
    label === family.attacker.holds ? element("span", { class: "badge copied" }, text("holder.attacker")) : null,
  );
}

function drawHolders() {
  for (const action of Object.keys(NEEDS)) {
    const button = document.querySelector(`#family [data-action="${action}"]`);
    button.setAttribute("aria-disabled", String(obstacle(action) !== null));
  }
  const holds = family.attacker.holds;
  byId("attacker").dataset.holds = holds ?? "";
  byId("attacker-holds").textContent = holds === null ? text("attacker.nothing") : text("attacker.holds", holds);
  const tokens = family.accessTokens.slice(-3).map(({ label, accepted }) =>
    element(
      "span",
      { class: "token", "data-access-token": label, "data-accepted": String(accepted) },
      text(accepted ? "access.accepted" : "access.refused", label),
    ),
  );
  byId("access-tokens").replaceChildren(...(tokens.length === 0 ? [text("access.none")] : tokens));
}

function drawResult() {
  const place = byId("family-result");
  place.hidden = result === null;
  if (result === null) {
    return;
  }
  place.dataset.result = result.action;
  place.dataset.outcome = outcome();
  byId("family-result-title").textContent = text(`action.${result.action}`);
  byId("family-result-meaning").textContent = meaning();
  byId("family-answers").replaceChildren(...result.answers.map(answer));
}

/** The gravest of the answers: it is what there is to learn. */
function outcome() {
  const all = result.answers.map((one) => one.outcome);
  return result.fault ? "error" : (["reuse-detected", "refused", "replayed"].find((grave) => all.includes(grave)) ?? all.at(-1));
}

function meaning() {
  if (result.fault) {
    return told(result.fault);
  }
  const ofAll = result.action === "two-tabs" && outcome() === "replayed" ? "two-tabs" : outcome();
  return optionalText(`meaning.${ofAll}`) ?? "";
}

function answer({ who, status, outcome: reached, statements, label, error }) {
  const cost = statements === 1 ? text("answer.statementsOne") : text("answer.statements", number(statements));
  return element(
    "li",
    { "data-outcome": reached, "data-who": who, "data-status": status ?? "", "data-statements": statements, "data-error": error ?? "" },
    element("b", {}, optionalText(`who.${who}`) ?? who),
    element("span", { class: "badge" }, text(`outcome.${reached}`)),
    status === null ? null : element("span", {}, `${status}${error ? ` ${error}` : ""}`),
    label ? element("code", {}, label) : null,
    element("span", { class: "muted" }, cost),
  );
}

const spoken = () => `${text(`action.${result.action}`)}: ${text(`outcome.${outcome()}`)}. ${meaning()}`;
