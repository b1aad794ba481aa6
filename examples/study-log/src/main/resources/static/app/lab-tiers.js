// The hit ratio of each cache tier.
import { byId, element } from "./dom.js";
import { number, optionalText, text } from "./language.js";

export function drawTiers(tiers) {
  byId("tiers").replaceChildren(...tiers.map(drawTier));
}

function drawTier({ cache, tier, hits, misses, ratio }) {
  const fill = element("span", { class: "meter-fill" });
  fill.style.width = `${100 * (ratio ?? 0)}%`;
  const shown = ratio === null ? "–" : number(ratio, { style: "percent", maximumFractionDigits: 1 });
  return element(
    "li",
    { "data-tier": tier, "data-cache": cache, "data-ratio": ratio ?? "", "data-hits": hits, "data-misses": misses },
    element(
      "p",
      { class: "tier-name" },
      element("b", {}, optionalText(`cache.${cache}`) ?? cache),
      element("span", { class: "muted" }, optionalText(`tier.${tier}`) ?? tier),
    ),
    element("p", { class: "tier-ratio" }, shown),
    element("span", { class: "meter", "aria-hidden": "true" }, fill),
    element("p", { class: "small" }, ratio === null ? text("tiers.unused") : text("tiers.hits", number(hits), number(misses))),
  );
}
