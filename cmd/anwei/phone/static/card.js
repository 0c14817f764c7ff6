// A card of WeCom: a title, some words, and buttons that turn grey once pressed.

import { h } from "./dom.js";

export function card(c, press) {
  return h("section", { class: "card", "aria-label": c.title || "卡片", "data-testid": "card" },
    c.source && h("p", { class: "card-source" }, c.source),
    c.title && h("h3", {}, c.title),
    c.desc && h("p", { class: "card-desc" }, c.desc),
    c.emphasis && h("p", { class: "card-emphasis" }, c.emphasis),
    c.quote && h("blockquote", {}, c.quote),
    c.sub && h("p", {}, c.sub),
    items(c.items),
    [...(c.links || []), ...(c.url ? [{ key: "查看详情", value: c.url }] : [])].map(link),
    buttons(c, press));
}

function items(list) {
  if (!list || !list.length) return null;
  return h("dl", {}, list.map((i) => [h("dt", {}, i.key), h("dd", {}, i.value || "")]));
}

// link shows an address; only those of the web can be followed.
function link(l) {
  if (!/^https?:\/\//i.test(l.value || "")) return null;
  return h("a", { class: "card-link", href: l.value, target: "_blank", rel: "noopener noreferrer" }, l.key);
}

function buttons(c, press) {
  if (!c.buttons || !c.buttons.length) return null;
  if (c.replaced) {
    return h("div", { class: "card-buttons" },
      h("button", { type: "button", disabled: true, class: "replaced", "data-testid": "card-replaced" }, c.replaced));
  }
  return h("div", { class: "card-buttons" }, c.buttons.map((b) => {
    if (b.url) return link({ key: b.text, value: b.url });
    return h("button", {
      type: "button", class: "style-" + b.style, "data-testid": "card-button",
      onclick: (event) => press(c, b, event.currentTarget),
    }, b.text);
  }));
}
