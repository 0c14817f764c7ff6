// Who a phone belongs to.

import { h } from "./dom.js";

// People are all who can be chatted as, by role.
export class People {
  constructor(groups) {
    this.groups = groups;
    this.all = groups.flatMap((g) => g.people.map((p) => ({ ...p, role: g.role })));
  }

  find(id) { return this.all.find((p) => p.id === id); }

  // other is somebody whose phone is not shown yet.
  other(shown) { return this.all.find((p) => !shown.includes(p.id)); }
}

export function picker(people, id, choose) {
  const select = h("select", {
    class: "picker", "aria-label": "这是谁的手机", "data-testid": "picker", onchange: () => choose(select.value),
  }, people.groups.filter((g) => g.people.length).map((g) =>
    h("optgroup", { label: g.title }, g.people.map((p) =>
      h("option", { value: p.id, selected: p.id === id }, `${p.name}（${[p.post, p.unit].filter(Boolean).join("，")}）`)))));
  // The closed picker shows the name alone; post and unit stand below it.
  return h("span", { class: "picking" }, h("span", { class: "picked", "aria-hidden": "true" }, people.find(id).name), select);
}
