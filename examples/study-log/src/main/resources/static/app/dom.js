// Small helpers for the page. Texts enter the document as text nodes only.

/** The element with that id. */
export const byId = (id) => document.getElementById(id);

/** Makes an element; an attribute that is null or false is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.flat().filter((child) => child !== null));
  return made;
}

/** Calls `handle` when the button with that action is pressed. */
export function onAction(action, handle) {
  document.querySelector(`[data-action="${action}"]`).addEventListener("click", handle);
}

/** Says something to those who do not see it. The same words said twice are two announcements. */
export function announce(text) {
  const place = byId("announcements");
  place.textContent = place.textContent === text ? `${text}\u00a0` : text;
}

/** Tells what went wrong, until the next thing goes right. */
export function fail(text) {
  byId("failure").textContent = text;
  byId("failure").hidden = false;
}

export function clearFailure() {
  byId("failure").hidden = true;
}

/** Runs `work` unless the panel is at work already: its buttons keep the focus, so they are not disabled. */
export async function busy(panel, work) {
  if (panel.dataset.busy === "true") {
    return;
  }
  panel.dataset.busy = "true";
  panel.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    panel.dataset.busy = "false";
    panel.removeAttribute("aria-busy");
    panel.dataset.runs = Number(panel.dataset.runs) + 1;
  }
}
