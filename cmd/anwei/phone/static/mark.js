// Signs that some machines have no letters for are drawn.

import { h, icon } from "./dom.js";

const marks = {
  "✅": ["yes", "M12 3a9 9 0 1 0 .01 0", "M8 12.300l2.800 2.800L16.200 9.500"],
  "❌": ["no", "M12 3a9 9 0 1 0 .01 0", "M9 9l6 6M15 9l-6 6"],
  "⚠": ["care", "M12 4 2.800 20h18.400z", "M12 10v4.500M12 17.200v.1"],
};

// marked draws the signs of a text.
export function marked(text) {
  return text.split(/([✅❌⚠])\ufe0f?/).map((part) => {
    if (!marks[part]) return part;
    const [kind, ...paths] = marks[part];
    return h("span", { class: "mark " + kind, role: "img", "aria-label": part }, icon(...paths));
  });
}
