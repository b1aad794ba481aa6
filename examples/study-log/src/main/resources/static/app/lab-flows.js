// The table of statements per request, and the statements behind each figure.
import { announce, busy, byId, element, fail, onAction } from "./dom.js";
import { number, onLanguage, optionalText, text } from "./language.js";
import { act, ask, told } from "./lab-server.js";

const COLUMNS = ["plain", "article", "cached", "lean"];

let flows = [];
const runs = new Map();
const shown = new Set();
let running = null;

export function wireFlows(afterwards) {
  onAction("run-all", () => run(flows.map(({ flow }) => flow), afterwards));
  onLanguage(draw);
  byId("flow-rows").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.dataset.action === "run") {
      run([button.dataset.run], afterwards);
    } else if (button?.dataset.action === "statements") {
      toggle(button.dataset.of);
    }
  });
}

export async function drawFlows() {
  flows = (await ask("flows")).flows;
  draw();
}

function draw() {
  const focused = document.activeElement?.id;
  byId("flow-rows").replaceChildren(...flows.flatMap((flow) => [figures(flow), details(flow)]));
  if (focused?.startsWith("flow-")) {
    byId(focused)?.focus();
  }
}

function run(names, afterwards) {
  return busy(byId("flows"), async () => {
    try {
      for (const name of names) {
        await runOne(name, names.length === 1);
      }
      announce(names.length === 1 ? summary(names[0]) : text("flows.allDone"));
      await afterwards();
    } catch (fault) {
      fail(told(fault));
    }
  });
}

async function runOne(name, andShow) {
  running = name;
  draw();
  try {
    const { columns } = await act(`flows/${name}/run`);
    runs.set(name, columns);
    const counts = Object.entries(columns).map(([column, { count }]) => [column, count]);
    flows.find(({ flow }) => flow === name).counts = Object.fromEntries(counts);
    if (andShow) {
      shown.add(name);
    }
  } finally {
    running = null;
    draw();
  }
}

function summary(name) {
  const { plain, cached, lean } = flows.find(({ flow }) => flow === name).counts;
  return text("flows.done", label(name), plain, cached, lean);
}

function toggle(name) {
  shown.has(name) ? shown.delete(name) : shown.add(name);
  draw();
}

const label = (name) => optionalText(`flow.${name}`) ?? name;

/** One row: the flow, its figures, its buttons. */
function figures({ flow, article, counts }) {
  const ofColumn = { ...counts, article: article?.cached };
  const most = counts?.plain ?? article?.plain ?? 1;
  return element(
    "tr",
    { role: "row", "data-flow": flow, "data-running": String(flow === running) },
    element("th", { role: "rowheader", scope: "row" }, label(flow), element("code", { class: "flow-name" }, flow)),
    ...COLUMNS.map((column) => figure(column, ofColumn[column] ?? null, most, article?.plain ?? null)),
    element("td", { role: "cell", class: "flow-actions" }, runButton(flow), statementsButton(flow)),
  );
}

function figure(column, count, most, articlePlain) {
  const bar = element("span", { class: "count-bar", "aria-hidden": "true" });
  bar.style.width = count === null ? "0" : `${Math.min(100, (100 * count) / Math.max(1, most))}%`;
  const beside =
    column === "plain" && articlePlain !== null
      ? element("small", { "data-article-plain": articlePlain, title: text("flows.articlePlain", articlePlain) }, ` (${number(articlePlain)})`)
      : null;
  return element(
    "td",
    { role: "cell", "data-column": column, "data-count": count ?? "" },
    element("span", { class: "count-name", "aria-hidden": "true" }, text(`flows.${column}`)),
    element("span", { class: "count" }, count === null ? "–" : number(count), beside),
    bar,
  );
}

function runButton(flow) {
  const name = text("flows.runFlow", label(flow));
  return element(
    "button",
    { type: "button", class: "button small-button", id: `flow-run-${flow}`, "data-action": "run", "data-run": flow, "aria-label": name },
    text(flow === running ? "flows.running" : "flows.run"),
  );
}

function statementsButton(flow) {
  if (!runs.has(flow)) {
    return null;
  }
  return element(
    "button",
    {
      type: "button",
      class: "quiet",
      id: `flow-statements-${flow}`,
      "data-action": "statements",
      "data-of": flow,
      "aria-expanded": String(shown.has(flow)),
      "aria-controls": `statements-${flow}`,
      "aria-label": text("flows.statementsOf", label(flow)),
    },
    text("flows.statements"),
  );
}

function details({ flow }) {
  const columns = runs.get(flow);
  return element(
    "tr",
    { role: "row", class: "statements", id: `statements-${flow}`, "data-statements": flow, hidden: !shown.has(flow) },
    element(
      "td",
      { role: "cell", colspan: "6" },
      element("div", { class: "columns" }, ...Object.entries(columns ?? {}).map(([name, cost]) => costs(name, cost))),
    ),
  );
}

function costs(name, { statements, commands }) {
  return element(
    "div",
    { "data-statements-of": name },
    element("h3", {}, text(`flows.${name}Full`)),
    statements.length === 0 ? element("p", { class: "small" }, text("flows.none")) : lines("sql", statements),
    commands.length === 0 ? null : element("p", { class: "small" }, text("flows.commands")),
    commands.length === 0 ? null : lines("commands", commands),
  );
}

const lines = (kind, texts) =>
  element("ol", { class: kind }, ...texts.map((line) => element("li", {}, element("code", {}, line))));
