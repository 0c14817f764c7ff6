// The app's menu at the bottom of a phone: up to three entries.

import { h } from "./dom.js";

export function menu(entries, press) {
  return entries.map((e) => h("button", { type: "button", "data-testid": "menu-button", onclick: () => press(e) }, e.name));
}
