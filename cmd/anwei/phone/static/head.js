// What stands above the phones: the month's progress, the county's table, the clock.

import { byId, h, toast } from "./dom.js";
import { download, get, post } from "./api.js";

// short leaves the year out.
const short = (date) => date.replace(/^\d+年/, "");

// Head shows the state and tells the page of every new one.
export class Head {
  constructor(told) {
    this.told = told;
    byId("table").addEventListener("click", () => this.table());
    byId("exact").addEventListener("submit", (e) => { e.preventDefault(); this.move({ to: byId("to").value }); });
    for (const b of document.querySelectorAll("[data-by]")) {
      b.addEventListener("click", () => this.move({ by: b.dataset.by }));
    }
    for (const b of document.querySelectorAll("[data-way]")) {
      b.addEventListener("click", () => this.speakBy(b.dataset.way));
    }
    byId("fold").addEventListener("click", () => this.fold(!document.body.classList.contains("unfolded")));
    document.addEventListener("click", (e) => { if (!byId("missing").contains(e.target)) byId("missing").open = false; });
    document.addEventListener("keydown", (e) => { if (e.key === "Escape") byId("missing").open = false; });
  }

  // fold opens and closes, on a narrow screen, what has no room there.
  fold(open) {
    document.body.classList.toggle("unfolded", open);
    byId("fold").setAttribute("aria-expanded", String(open));
    if (open) byId("guide").open = true;
  }

  async refresh() { this.show(await get("/api/state")); }

  // soon refreshes once for a burst of changes.
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh().catch(() => {}), 300);
  }

  show(s) {
    this.state = s;
    byId("office").textContent = s.county + (s.office[0] === s.county.at(-1) ? s.office.slice(1) : s.office);
    byId("campaign").textContent = s.campaign;
    for (const b of document.querySelectorAll("[data-way]")) b.setAttribute("aria-pressed", String(b.dataset.way === s.way));
    this.clock(s);
    this.progress(s);
    this.periods(s);
    this.told(s);
  }

  clock(s) {
    byId("time").textContent = s.time;
    byId("date").textContent = s.date + " " + s.weekday;
    byId("due").textContent = s.due ? `${s.month}${s.form} ${s.due}截止` : "";
    const to = byId("to");
    if (document.activeElement !== to) to.value = s.now;
    to.min = s.now;
    const key = JSON.stringify(s.presets);
    if (this.presets === key) return;
    this.presets = key;
    byId("presets").replaceChildren(...s.presets.map((p) => h("button", {
      type: "button", disabled: p.past, title: p.past ? "已经过去" : "把演示时钟拨到 " + p.at,
      "data-testid": "preset-" + p.id, onclick: () => this.move({ to: p.to }),
    }, h("b", {}, p.label), h("span", {}, p.at))));
  }

  progress(s) {
    const { in: done, of, missing } = s.progress;
    byId("progress-title").textContent = s.month + s.form;
    byId("progress-count").textContent = `已报 ${done}/${of}`;
    byId("missing-count").textContent = missing.length ? `未报 ${missing.length} 家` : "全部报齐";
    byId("missing-list").replaceChildren(...missing.map((name) => h("li", {}, name)));
    byId("missing").classList.toggle("none", !missing.length);
    byId("bar").setAttribute("aria-valuemax", of);
    byId("bar").setAttribute("aria-valuenow", done);
    byId("bar-fill").style.width = (of ? (100 * done) / of : 0) + "%";
    byId("fold-words").textContent = `${short(s.date)} ${s.time} · 已报 ${done}/${of}`;
  }

  periods(s) {
    const select = byId("period");
    const key = JSON.stringify(s.periods);
    if (this.choices === key) return;
    const chosen = this.choices && select.selectedIndex > 0 ? select.value : "";
    this.choices = key;
    select.replaceChildren(...s.periods.map((p) => h("option", { value: p.id, selected: p.id === chosen }, p.text)));
  }

  async move(to) {
    document.body.classList.add("moving");
    try {
      const s = await post("/api/clock", to);
      this.show(s);
      const sent = s.reminders ? `发出 ${s.reminders} 条提醒` : "没有要发的提醒";
      toast(`现在是 ${short(s.date)} ${s.weekday} ${s.time}，${sent}`);
      this.fold(false);
    } catch (e) {
      toast(e.message, "error");
    } finally {
      document.body.classList.remove("moving");
    }
  }

  // speakBy changes the way in that people speak by, on all phones.
  async speakBy(way) {
    if (way === this.state?.way) return;
    try {
      this.show(await post("/api/way", { way }));
      toast(way === "socket" ? "改由智能机器人（长连接）对话：不需要公网地址，先说过话才收得到它的提醒" : "改由企业微信应用（回调）对话");
    } catch (e) {
      toast(e.message, "error");
    }
  }

  async table() {
    const button = byId("table");
    button.disabled = true;
    try {
      toast("已下载 " + await download("/api/table?period=" + encodeURIComponent(byId("period").value)));
    } catch (e) {
      toast(e.message, "error");
    } finally {
      button.disabled = false;
    }
  }
}
