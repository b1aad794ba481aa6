// The second node: revoked on one, refused on the other, and how long that took.
import { announce, busy, byId, element, fail, onAction } from "./dom.js";
import { number, onLanguage, text } from "./language.js";
import { act, told } from "./lab-server.js";

let measured = null;

export function wireNode(afterwards) {
  onAction("revoke-here", () => revoke(afterwards));
  onLanguage(drawSteps);
}

export function drawNode({ secondNode }) {
  const running = secondNode?.running === true;
  byId("node").dataset.running = String(running);
  byId("node-missing").hidden = running;
  document.querySelector('[data-action="revoke-here"]').disabled = !running;
}

function revoke(afterwards) {
  return busy(byId("node"), async () => {
    try {
      measured = await act("second-node/revoke");
      drawSteps();
      announce(last());
      await afterwards();
    } catch (fault) {
      fail(told(fault));
    }
  });
}

const isRefused = () => measured.after === 401;

const last = () =>
  text(isRefused() ? "node.refusedAfter" : "node.acceptedAfter", milliseconds(measured.refusedAfterMillis));

const milliseconds = (value) => number(value, { maximumFractionDigits: 1 });

function drawSteps() {
  if (measured === null) {
    return;
  }
  const { revokedOn, calledOn, before, after, revokeMillis, refusedAfterMillis } = measured;
  byId("node-steps").replaceChildren(
    step("before", calledOn, text("node.before", calledOn), `${before} · ${text("node.accepted")}`, { "data-status": before }),
    step("revoked", revokedOn, text("node.revoked", revokedOn), text("node.took", milliseconds(revokeMillis)), {
      "data-millis": revokeMillis,
    }),
    step("after", calledOn, text("node.after", calledOn), `${after} · ${last()}`, {
      "data-status": after,
      "data-millis": refusedAfterMillis,
      "data-outcome": isRefused() ? "refused" : "accepted",
    }),
  );
}

const step = (name, node, title, value, data) =>
  element(
    "li",
    { "data-step": name, ...data },
    element("span", { class: "step-node", "aria-hidden": "true" }, node),
    element("span", { class: "step-text" }, element("b", {}, title), element("span", { class: "muted" }, value)),
  );
