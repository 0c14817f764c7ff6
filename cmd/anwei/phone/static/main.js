// The page: some phones side by side, and the head above them.

import { byId, h, icon, toast } from "./dom.js";
import { get } from "./api.js";
import { Head } from "./head.js";
import { People } from "./picker.js";
import { Phone } from "./phone.js";
import { Watch } from "./watch.js";

const most = 6; // phones at once

class Page {
  constructor(people, first) {
    this.people = people;
    this.phones = [];
    this.head = new Head((s) => this.phones.forEach((p) => p.setState(s)));
    this.more = h("button", {
      type: "button", class: "more", "data-testid": "add", onclick: () => this.add(),
    }, icon("M12 5v14M5 12h14"), h("span", {}, "再开一部手机"));
    byId("phones").append(this.more);
    first.forEach((id) => this.add(id));
    this.activate(this.phones[0]);
    this.watch = new Watch(() => this.phones.map((p) => [p.person.id, p.talk.version]), (talks) => this.news(talks));
  }

  shown() { return this.phones.map((p) => p.person.id); }

  // add opens the phone of a person, or of somebody who has none here yet.
  add(id = this.people.other(this.shown())?.id) {
    if (!id || this.phones.length >= most) return;
    const phone = new Phone(this.people, id, {
      change: (p, to) => this.change(p, to),
      close: (p) => this.close(p),
    });
    this.phones.push(phone);
    this.more.before(phone.slot);
    if (this.watch) phone.slot.scrollIntoView({ behavior: "smooth", block: "nearest", inline: "end" });
    this.activate(phone);
    this.changed();
  }

  // change gives a phone to somebody else; whose phone is shown already is shown.
  change(phone, to) {
    const open = this.phones.find((p) => p.person.id === to && p !== phone);
    if (open) {
      phone.show(phone.person.id);
      phone.setState(this.head.state);
      toast(open.person.name + "的手机已经开着");
      this.activate(open);
    } else {
      phone.show(to);
      this.activate(phone);
    }
    this.changed();
    phone.slot.querySelector("select").focus();
  }

  close(phone) {
    this.phones = this.phones.filter((p) => p !== phone);
    phone.slot.remove();
    if (phone === this.active) this.activate(this.phones[0]);
    this.changed();
  }

  // activate chooses the phone that a narrow screen shows.
  activate(phone) {
    if (!phone) return;
    this.active = phone;
    phone.unread = false;
    for (const p of this.phones) p.slot.classList.toggle("active", p === phone);
    phone.talk.toBottom();
    this.tabs();
  }

  changed() {
    for (const p of this.phones) p.closeButton.hidden = this.phones.length < 2;
    this.more.hidden = this.phones.length >= most;
    if (this.head.state) this.phones.forEach((p) => p.setState(this.head.state));
    this.tabs();
    if (!this.watch) return;
    sessionStorage.setItem("phones", JSON.stringify(this.shown()));
    this.watch.again();
  }

  tabs() {
    byId("tabs").replaceChildren(...this.phones.map((p) => h("button", {
      type: "button", class: p.unread ? "unread" : "", "aria-pressed": String(p === this.active),
      "data-testid": "tab", onclick: () => this.activate(p),
    }, p.person.name)), h("button", {
      type: "button", class: "tab-more", "aria-label": "再开一部手机", hidden: this.phones.length >= most, onclick: () => this.add(),
    }, "＋"));
  }

  news(talks) {
    let tell = false;
    for (const phone of this.phones) {
      const t = talks[phone.person.id];
      if (!t || t.version <= phone.talk.version) continue;
      const fresh = phone.update(t.version, t.lines);
      if (fresh.length && phone !== this.active) phone.unread = tell = true;
      this.head.soon();
    }
    if (tell) this.tabs();
  }
}

// kept are the phones that were shown before the page was loaded again.
function kept(people) {
  const ids = JSON.parse(sessionStorage.getItem("phones") || "[]").filter((id) => people.find(id));
  return ids.length ? ids : null;
}

async function start() {
  byId("guide").open = matchMedia("(min-width: 1100px)").matches;
  const { groups, first } = await get("/api/people");
  const people = new People(groups);
  const page = new Page(people, kept(people) || first);
  await page.head.refresh();
  setInterval(() => page.head.refresh().catch(() => {}), 10000);
}

start().catch((e) => toast(e.message, "error"));
