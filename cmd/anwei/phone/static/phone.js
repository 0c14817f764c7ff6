// One phone: whose it is, the chat, quick words, the input and the app's menu.

import { h, icon, toast } from "./dom.js";
import { post } from "./api.js";
import { Talk } from "./talk.js";
import { picker } from "./picker.js";
import { menu } from "./menu.js";

const words = {
  reporter: ["填报", "上一步", "看看", "稍后", "帮助"],
  office: ["进度", "汇总表", "帮助"],
  leader: ["进度", "汇总表", "帮助"],
  group: [],
};

// titles name the chat that people speak in, by the way in.
const titles = { callback: "企业微信应用", socket: "智能机器人 · 长连接" };

// sends tells the Enter that sends from the one that ends the choice of characters.
const sends = (e) => e.key === "Enter" && !e.shiftKey && !e.isComposing && e.keyCode !== 229;

// Phone shows the chat of one person. The page tells what it wants to know of:
// change (another person was chosen) and close.
export class Phone {
  constructor(people, id, { change, close }) {
    this.people = people;
    this.change = change;
    this.slot = h("article", { class: "phone", "data-testid": "phone" });
    this.closeButton = h("button", {
      type: "button", class: "close", title: "收起这部手机", "aria-label": "收起这部手机", "data-testid": "close", onclick: () => close(this),
    }, icon("M6 6l12 12M18 6 6 18"));
    this.show(id);
  }

  // show makes the phone that of another person.
  show(id) {
    this.person = this.people.find(id);
    this.talk?.end();
    this.talk = new Talk(this.person, (card, button, element) => this.press(card, button, element));
    this.status = h("span", { class: "status-time" });
    this.greeted = {}; // by way
    this.group = this.person.role === "group";
    this.subtitle = h("small", {}, this.group ? "群聊 · 群机器人" : titles.callback);
    this.menu = h("div", { class: "menu", role: "group", "aria-label": "应用菜单" });
    this.chips = h("div", { class: "chips", role: "group", "aria-label": "快捷回复" });
    this.slot.dataset.user = id;
    this.slot.setAttribute("aria-label", this.person.name + "的手机");
    this.slot.replaceChildren(
      h("header", { class: "owner" },
        h("span", { class: "avatar", "aria-hidden": "true" }, this.person.name.slice(0, 2)),
        h("div", { class: "owner-words" },
          picker(this.people, id, (to) => this.change(this, to)),
          h("p", {}, [this.person.post, this.person.unit].filter(Boolean).join(" · "))),
        this.closeButton),
      h("div", { class: "device" },
        h("div", { class: "status", "aria-hidden": "true" }, this.status,
          h("span", { class: "signal" }, h("i"), h("i"), h("i"), h("i")), h("span", { class: "battery" })),
        h("div", { class: "title" }, h("span", {}, this.group ? this.person.name : "报送助手"), this.subtitle),
        this.talk.element, this.chips, this.group ? "" : this.composer(), this.menu));
    this.suggest("");
  }

  composer() {
    this.input = h("textarea", {
      rows: "1", maxlength: "2000", enterkeyhint: "send", placeholder: "发消息", autocomplete: "off",
      "aria-label": "给报送助手发消息", "data-testid": "input", onkeydown: (e) => this.key(e), onkeypress: (e) => { if (sends(e)) e.preventDefault(); }, oninput: () => this.grow(),
    });
    const picture = h("button", {
      type: "button", class: "picture-button", title: "发一张样例照片", "aria-label": "发一张样例照片", "data-testid": "image",
      onclick: () => this.act("/api/image", {}),
    }, icon("M4 6h16v12H4z", "M4 16l5-5 4 4 3-3 4 4", "M15.500 9.500h.01"));
    return h("form", { class: "composer", onsubmit: (e) => { e.preventDefault(); this.send(); } },
      picture, this.input, h("button", { type: "submit", class: "main send", "data-testid": "send" }, "发送"));
  }

  key(e) {
    if (!sends(e)) return;
    e.preventDefault();
    this.send();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = Math.min(this.input.scrollHeight, 108) + "px";
  }

  send() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.input.value = "";
    this.grow();
    this.say(text);
  }

  say(text) { return this.act("/api/say", { text }); }

  async act(path, body) {
    const talk = this.talk;
    try {
      await talk.wait(post(path, { user: this.person.id, ...body }));
    } catch (e) {
      toast(e.message, "error");
    }
  }

  async press(card, button, element) {
    const all = element.parentElement.querySelectorAll("button");
    all.forEach((b) => { b.disabled = true; });
    element.classList.add("busy");
    await this.act("/api/press", { task_id: card.task_id || "", key: button.key });
    all.forEach((b) => { b.disabled = false; });
    element.classList.remove("busy");
  }

  // update shows a newer version of the chat and returns the bot's new lines.
  update(version, lines) {
    const fresh = this.talk.update(version, lines);
    const asked = lines.findLast((l) => !l.from_user && (l.kind === "text" || l.kind === "markdown"));
    const example = asked && lines.at(-1) === asked && /^例如：([\d ]+)/m.exec(asked.text);
    this.suggest(example ? example[1].trim() : "");
    this.greet();
    return fresh;
  }

  // greet opens the chat: to open it for the first time is an event that the bot
  // may greet at.
  greet() {
    if (this.group || !this.way || this.talk.version < 0 || this.greeted[this.way]) return;
    this.greeted[this.way] = true;
    if (this.talk.lines.some((l) => !!l.bot === (this.way === "socket"))) return;
    post("/api/enter", { user: this.person.id }).catch(() => {});
  }

  // suggest shows the quick words, and first the bot's own example where it gave one.
  suggest(example) {
    const chip = (text, label, kind) => h("button", {
      type: "button", class: kind, "data-testid": kind, onclick: () => this.say(text),
    }, label);
    this.chips.replaceChildren(
      ...(example ? [chip(example, "示例 " + example, "example"), h("i", { class: "break" })] : []),
      ...words[this.person.role].map((w) => chip(w, w, "chip")));
  }

  // setState shows the demo's time, the way in and the app's menu, which a
  // 智能机器人 has none of.
  setState(s) {
    this.status.textContent = s.time;
    this.way = s.way;
    if (!this.group) this.subtitle.textContent = titles[s.way];
    this.greet();
    const entries = this.group || s.way === "socket" ? [] : s.menu;
    const key = JSON.stringify(entries);
    if (this.menu.dataset.key === key) return;
    this.menu.dataset.key = key;
    this.menu.replaceChildren(...menu(entries, (entry) => this.act("/api/menu", { key: entry.key })));
    this.menu.hidden = !entries.length;
  }
}
