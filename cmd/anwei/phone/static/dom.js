// Elements are made from text only: nothing on this page is ever parsed as markup.

// h makes an element. Properties that begin with "on" are listeners, false and
// null leave an attribute out, everything else is an attribute.
export function h(tag, props, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
    else if (value === true) e.setAttribute(name, "");
    else if (value !== false && value != null) e.setAttribute(name, value);
  }
  e.append(...children.flat().filter((c) => c != null && c !== false));
  return e;
}

const ns = "http://www.w3.org/2000/svg";

// icon draws a line icon of 24 by 24 from the data of its paths.
export function icon(...paths) {
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const d of paths) {
    const p = document.createElementNS(ns, "path");
    p.setAttribute("d", d);
    svg.append(p);
  }
  return svg;
}

export const byId = (id) => document.getElementById(id);

// toast shows a short note for some seconds.
export function toast(text, kind = "note") {
  const note = h("p", { class: "toast " + kind }, text);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), kind === "error" ? 7000 : 4500);
}
