// The login: the access token is in this tab's memory, the refresh token in a cookie that no script can read.
import { forget, remember, remembered } from "./memory.js";

const tabs = new BroadcastChannel("study-log");
const listeners = [];
let token = null;

/** A call that was refused, with the server's error code. */
export class Refused extends Error {
  constructor(status, code) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

/** Calls `listener` when somebody logs in or out, in this tab or in another one. */
export const onLogin = (listener) => listeners.push(listener);

// There is no login to continue where none was started: the cookie itself can not be asked.
export const mayBeLoggedIn = () => remembered("login") !== null;

/** Calls the API for the member. An access token that has come to its end is replaced, once. */
export async function call(path, method = "GET", body = undefined) {
  const used = token ?? (await refreshed(null));
  let answer = await send(path, method, used, body);
  if (answer.status === 401) {
    answer = await send(path, method, await refreshed(used), body);
  }
  return content(answer);
}

/** Starts a login, "login" after Google's or "guest". */
export async function logIn(kind) {
  const { access_token: issued } = await content(await send(`/api/auth/${kind}`, "POST", null));
  token = issued;
  remember("login", "yes");
  tabs.postMessage({ kind: "login", token });
}

export async function logOut() {
  await content(await send("/api/auth/logout", "POST", token));
  end();
  tabs.postMessage({ kind: "logout" });
}

function end() {
  token = null;
  forget("login");
}

/**
 * A new access token in place of one that was refused. The tabs of a browser share the cookie, so one at a time
 * refreshes, and the next finds that it need not: two at once would each replace what the other was given.
 */
function refreshed(refused) {
  return alone(async () => {
    if (token !== null && token !== refused) {
      return token;
    }
    const answer = await send("/api/auth/refresh", "POST", null);
    if (answer.status === 401) {
      end();
    }
    token = (await content(answer)).access_token;
    tabs.postMessage({ kind: "refresh", token });
    return token;
  });
}

// Locks are there on secure origins only, as the cookie is.
const alone = (work) => (navigator.locks ? navigator.locks.request("study-log-refresh", work) : work());

function send(path, method, accessToken, body) {
  const headers = {};
  if (accessToken !== null) {
    headers.Authorization = `Bearer ${accessToken}`;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  return fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

async function content(answer) {
  const read = await answer.text();
  if (!answer.ok) {
    throw new Refused(answer.status, codeIn(read));
  }
  return read === "" ? null : JSON.parse(read);
}

function codeIn(body) {
  try {
    return JSON.parse(body).error;
  } catch {
    return "unreadable";
  }
}

tabs.onmessage = ({ data }) => {
  if (data.kind === "logout") {
    end();
  } else {
    token = data.token;
  }
  if (data.kind !== "refresh") {
    listeners.forEach((listener) => listener());
  }
};
