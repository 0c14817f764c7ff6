// The app's menu at the bottom of a phone: up to three entries, some with more below them.

import { h } from "./dom.js";

export function menu(entries, press) {
  return entries.map((e) => (e.sub_button && e.sub_button.length ? list(e, press) : entry(e, press)));
}

function entry(e, press) {
  return h("button", {
    type: "button", disabled: e.type !== "click", "data-testid": "menu-button", onclick: () => press(e),
  }, e.name);
}

function list(e, press) {
  const details = h("details", { class: "submenu" },
    h("summary", {}, "≡ " + e.name),
    h("div", {}, e.sub_button.map((s) => entry(s, (x) => { details.open = false; press(x); }))));
  return details;
}
