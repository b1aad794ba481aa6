// The server's half of the view: GET tells, POST does. The header is one that no other site's page can send.
import { optionalText, text } from "./language.js";

/** The lab's refusal, in the server's words. */
export class LabFault extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export const ask = async (path) => read(await fetch(`/lab/${path}`, { redirect: "manual" }));

export async function act(path, body = undefined) {
  const headers = { "X-Lab": "true" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  return read(await fetch(`/lab/${path}`, { method: "POST", headers, body: body && JSON.stringify(body) }));
}

async function read(answer) {
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new LabFault(content.error ?? String(answer.status), content.message ?? `HTTP ${answer.status}`);
  }
  return content;
}

/** What is told of an experiment that failed: in this page's language where it knows the reason. */
export const told = (fault) =>
  fault instanceof LabFault ? (optionalText(`lab.${fault.code}`) ?? fault.message) : text("error.network");
