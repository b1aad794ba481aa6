// Starts the page: which view is shown, who is logged in, and in which language.
import { announce, byId, clearFailure, fail, onAction } from "./dom.js";
import { onLanguage, show, text } from "./language.js";
import * as lab from "./lab.js";
import * as session from "./session.js";
import * as study from "./study.js";

let member = null;
let hasLab = false;

/** The view that the address asks for; that of the log needs a login. */
function wanted() {
  if (hasLab && location.hash === "#lab") {
    return "lab";
  }
  return member === null ? "login" : "log";
}

function showView() {
  const view = wanted();
  for (const place of document.querySelectorAll("[data-view]")) {
    place.hidden = place.dataset.view !== view;
  }
  for (const link of document.querySelectorAll("[data-view-link]")) {
    const isCurrent = link.dataset.viewLink === (view === "lab" ? "lab" : "log");
    isCurrent ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  document.body.dataset.shown = view;
  document.title = `${text(view === "login" ? "login.title" : `${view}.title`)} · study-log`;
  view === "lab" ? lab.open() : lab.close();
}

function goTo() {
  clearFailure();
  showView();
  document.querySelector(`[data-view="${wanted()}"] h1`).focus();
}

/** To the content, and not to an address of its own, which would lead to another view. */
function skip(event) {
  event.preventDefault();
  byId("content").focus();
}

function showMember() {
  const name = member === null ? "" : member.guest ? text("guest") : member.name;
  byId("member").textContent = name;
  byId("member").dataset.member = member === null ? "" : member.id;
  byId("member").hidden = member === null;
  document.querySelector('[data-action="sign-out"]').hidden = member === null;
}

/** Asks the server who is logged in, and shows their log. */
async function loadMember() {
  member = session.mayBeLoggedIn() ? await session.call("/api/me").catch(nobodyIfRefused) : null;
  study.clear();
  if (member !== null) {
    await study.load();
  }
  showMember();
}

function nobodyIfRefused(fault) {
  if (fault.status === 401) {
    return null;
  }
  throw fault;
}

async function logIn(kind) {
  await session.logIn(kind);
  await loadMember();
  goTo();
  announce(text("login.done", byId("member").textContent));
}

async function logOut() {
  await session.logOut();
  await loadMember();
  goTo();
  announce(text("login.ended"));
}

/** Wraps what a button does: a refused login leads to the login view, and any other fault is told. */
export function guarded(work) {
  return async (event) => {
    event?.preventDefault();
    clearFailure();
    try {
      await work(event);
    } catch (fault) {
      await tell(fault);
    }
  };
}

async function tell(fault) {
  if (fault.status === 401) {
    member = null;
    showMember();
    showView();
  } else if (fault.code !== undefined) {
    fail(study.messageOf(fault));
  } else if (fault instanceof TypeError) {
    fail(text("error.network"));
  } else {
    throw fault;
  }
}

/** What the way to Google and back has left in the address. */
async function afterGoogle() {
  const outcome = new URLSearchParams(location.search).get("login");
  if (outcome === null) {
    return;
  }
  history.replaceState(null, "", `/${location.hash}`);
  if (outcome === "google") {
    await session.logIn("login").catch(nobodyIfRefused);
  } else {
    fail(text("login.failed"));
  }
}

async function start() {
  show();
  onAction("guest", guarded(() => logIn("guest")));
  onAction("sign-out", guarded(logOut));
  onAction("skip", skip);
  study.wire(guarded);
  const state = await lab.find();
  hasLab = state !== null;
  byId("stand-in").hidden = state?.google !== "stand-in";
  document.querySelector('[data-view-link="lab"]').hidden = !hasLab;
  await afterGoogle();
  await loadMember();
  addEventListener("hashchange", goTo);
  session.onLogin(guarded(async () => {
    await loadMember();
    showView();
  }));
  onLanguage(() => {
    showMember();
    showView();
  });
  showView();
  document.body.dataset.ready = "true";
}

guarded(start)();
