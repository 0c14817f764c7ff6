// The chat of one phone: its lines, who is typing, and where it is scrolled to.

import { h } from "./dom.js";
import { avatar, line } from "./line.js";
import { stamp } from "./wall.js";

// Talk keeps the element of a chat in step with the lines that the server has.
export class Talk {
  constructor(person, press) {
    this.person = person;
    this.press = press;
    this.version = -1;
    this.lines = [];
    this.shown = new Map(); // seq → {key, node}
    this.waiting = 0;
    this.typing = h("div", { class: "line bot typing", hidden: true, "data-testid": "typing" },
      avatar(""), h("div", { class: "said" }, h("div", { class: "bubble", "aria-label": "正在输入" }, h("i"), h("i"), h("i"))));
    this.list = h("div", { class: "lines" }, this.typing);
    this.low = true; // whether the end is in sight
    this.element = h("div", {
      onscroll: () => { this.low = this.atBottom(); }, class: "talk", role: "log", tabindex: "0", "aria-label": "与报送助手的对话", "data-testid": "talk",
    }, this.list);
    this.sized = new ResizeObserver(() => { if (this.low) this.toBottom(); });
    this.sized.observe(this.element);
    this.sized.observe(this.list);
  }

  // update shows the lines of a newer version and returns those that are new.
  update(version, lines) {
    const first = this.version < 0;
    const fresh = lines.slice(this.lines.length);
    this.version = version;
    this.lines = lines;
    let before = null;
    for (const l of lines) {
      this.put(l, before, !first);
      if (l.kind !== "event") before = l;
    }
    if (fresh.some((l) => !l.from_user)) this.still(true);
    if (this.low || fresh.some((l) => l.from_user)) this.toBottom();
    return first ? [] : fresh.filter((l) => !l.from_user);
  }

  put(l, before, live) {
    const key = JSON.stringify(l);
    const old = this.shown.get(l.seq);
    if (old && old.key === key) return;
    const node = h("div", { class: live && !old ? "entry fresh" : "entry" });
    const body = line(l, this.person, this.press);
    if (body) {
      const time = stamp(l, before);
      if (time) node.append(h("time", { class: "stamp" }, time));
      // One phone has two chats; where the other goes on, it says so.
      if (!!l.bot !== !!before?.bot) node.append(h("p", { class: "stamp chat-name" }, l.bot ? "智能机器人" : "企业微信应用"));
      node.append(body);
    }
    if (old) old.node.replaceWith(node);
    else this.list.insertBefore(node, this.typing);
    this.shown.set(l.seq, { key, node });
  }

  atBottom() {
    const e = this.element;
    return e.scrollHeight - e.scrollTop - e.clientHeight < 90;
  }

  toBottom() {
    this.low = true;
    this.element.scrollTop = this.element.scrollHeight;
  }

  // end lets go of a chat that is shown no more.
  end() { this.sized.disconnect(); }

  // wait shows that the bot is typing, while do runs and a moment longer: some
  // answers come by the API, after the callback was answered.
  async wait(doing) {
    this.waiting++;
    this.answered = false;
    this.typing.hidden = false;
    this.toBottom();
    try {
      return await doing;
    } finally {
      setTimeout(() => { this.waiting--; this.still(false); }, this.answered ? 0 : 1500);
    }
  }

  // still hides the dots when the bot has answered or nobody waits any more.
  still(answered) {
    this.answered ||= answered;
    if (answered || this.waiting <= 0) this.typing.hidden = true;
  }
}
