// One line of a chat as WeCom shows it.

import { h } from "./dom.js";
import { card } from "./card.js";
import { marked } from "./mark.js";
import { markdown } from "./markdown.js";

// line makes the element of a line; press is called with a card and a button.
export function line(l, person, press) {
  if (l.kind === "event") return null;
  if (l.kind === "press") {
    return h("p", { class: "pressed", "data-testid": "pressed" }, `点了“${l.text}”`);
  }
  if (l.recalled) return h("p", { class: "pressed", "data-testid": "recalled" }, "对方撤回了一条消息");
  return h("div", { class: "line " + (l.from_user ? "mine" : "bot") },
    avatar(l.from_user ? person.name : ""),
    h("div", { class: "said" }, content(l, press)));
}

export function avatar(name) {
  if (!name) return h("span", { class: "avatar bot", "aria-hidden": "true" }, "安");
  return h("span", { class: "avatar", "aria-hidden": "true" }, name.slice(0, 2));
}

function content(l, press) {
  const side = l.from_user ? "mine" : "bot";
  switch (l.kind) {
    case "card":
      return card(l.card, press);
    case "file":
      return file(l);
    case "image":
      return h("img", { class: "picture", src: address(l), alt: l.file || "图片" });
    case "markdown":
      return h("div", { class: "bubble markdown", "data-testid": side + "-bubble" }, markdown(l.text || ""));
    default:
      return h("div", { class: "bubble", "data-testid": side + "-bubble" }, marked(l.text || ""));
  }
}

const address = (l) => "/api/file?id=" + encodeURIComponent(l.media_id);

function file(l) {
  const ending = (/\.([a-z0-9]+)$/i.exec(l.file || "") || ["", ""])[1].toLowerCase();
  const kinds = { xlsx: ["X", "Excel 表格"], pdf: ["P", "PDF 文件"], docx: ["W", "Word 文档"] };
  const [letter, words] = kinds[ending] || ["F", "文件"];
  return h("a", { class: "file", href: address(l), download: l.file || true, "data-testid": "file" },
    h("span", { class: "file-words" },
      h("span", { class: "file-name" }, l.file || "文件"),
      h("span", { class: "file-kind" }, words + " · 点击下载")),
    h("span", { class: "file-icon " + ending, "aria-hidden": "true" }, letter));
}
