// A card of WeCom: a title, some words, and buttons that turn grey once pressed.

import { h } from "./dom.js";

export function card(c, press) {
  return h("section", { class: "card", "aria-label": c.title || "卡片", "data-testid": "card" },
    c.title && h("h3", {}, c.title),
    c.sub && h("p", {}, c.sub),
    buttons(c, press));
}

function buttons(c, press) {
  if (!c.buttons || !c.buttons.length) return null;
  if (c.replaced) {
    return h("div", { class: "card-buttons" },
      h("button", { type: "button", disabled: true, class: "replaced", "data-testid": "card-replaced" }, c.replaced));
  }
  return h("div", { class: "card-buttons" }, c.buttons.map((b) => {
    return h("button", {
      type: "button", class: "style-" + b.style, "data-testid": "card-button",
      onclick: (event) => press(c, b, event.currentTarget),
    }, b.text);
  }));
}
