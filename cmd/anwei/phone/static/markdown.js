// WeCom's markdown: headings, quotations, lists, bold, code, links and the three
// font colours. Every piece becomes an element made from text, so that whatever
// is not one of these, a tag among them, is shown as it was written.

import { h } from "./dom.js";
import { marked } from "./mark.js";

const inline = new RegExp([
  String.raw`\*\*(?<bold>[^*\n]+)\*\*`,
  String.raw`\[(?<words>[^\]\n]+)\]\((?<to>https?:\/\/[^\s)]+)\)`,
  String.raw`<font color="(?<color>info|comment|warning)">(?<inked>[^<\n]*)<\/font>`,
  "`(?<code>[^`\\n]+)`",
].join("|"), "g");

// spans are the elements of a piece of a line.
function spans(text) {
  const out = [];
  let at = 0;
  for (const m of text.matchAll(inline)) {
    out.push(...marked(text.slice(at, m.index)), span(m.groups));
    at = m.index + m[0].length;
  }
  out.push(...marked(text.slice(at)));
  return out;
}

function span(g) {
  if (g.bold) return h("strong", {}, spans(g.bold));
  if (g.to) return h("a", { class: "md-link", href: g.to, target: "_blank", rel: "noopener noreferrer" }, g.words);
  if (g.color) return h("span", { class: "md-" + g.color }, marked(g.inked));
  return h("code", {}, g.code);
}

// markdown makes the elements of a text; its lines are kept apart by line breaks.
export function markdown(text) {
  const out = [];
  for (const raw of text.split("\n")) {
    const line = raw.trimEnd();
    const head = /^(#{1,6}) +(.+)$/.exec(line);
    const quote = /^> ?(.*)$/.exec(line);
    const item = /^( *)[-*+] +(.+)$/.exec(line);
    const last = out.at(-1);
    if (head) {
      out.push(h("strong", { class: "md-head md-head-" + Math.min(head[1].length, 3) }, spans(head[2])));
    } else if (quote && last && last.nodeName === "BLOCKQUOTE") {
      last.append("\n", ...spans(quote[1]));
    } else if (quote) {
      out.push(h("blockquote", { class: "md-quote" }, spans(quote[1])));
    } else {
      const before = typeof last === "string" || last?.nodeName === "SPAN" ? "\n" : "";
      out.push(before, h("span", {}, item ? [item[1] + "• ", ...spans(item[2])] : spans(line)));
    }
  }
  return out;
}
