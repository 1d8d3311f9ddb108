// What comes in while the inbox is open: on top by itself while nobody points at the list, else behind a button. The
// chosen row, the focus and what is read stay as they are.
(() => {
  "use strict";
  const PAUSE = 5000;

  class Arrivals {
    constructor(bar) {
      this.bar = bar;
      this.root = bar.closest("[data-desk-inbox]");
      this.list = bar.parentElement;
      this.status = bar.querySelector("p");
      this.button = bar.querySelector("button");
      this.mark = bar.dataset.mark;
      this.button.addEventListener("click", () => this.show(true));
      document.addEventListener("visibilitychange", () => document.hidden || this.look());
      document.addEventListener("keydown", (event) => this.key(event));
      this.wait();
    }
    wait() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), PAUSE);
    }
    async look() {
      if (document.hidden) return this.wait();
      try {
        const url = `${this.bar.dataset.deskArrivals}&sejak=${this.mark}`;
        const answer = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
        // Logged out: nothing will come any more until the page is opened anew.
        if (answer.status === 403 || answer.redirected) return;
        if (answer.status === 200) this.hold(await answer.text(), answer.headers.get("X-Desk-Mark"));
        else if (answer.status === 204 && !this.held) this.mark = answer.headers.get("X-Desk-Mark") || this.mark;
      } catch { /* No network for a while: the next look finds it all. */ }
      this.wait();
    }
    hold(text, mark) {
      const template = document.createElement("template");
      template.innerHTML = text;
      this.held = { part: template.content.querySelector("[data-said]"), mark };
      if (!this.busy()) return this.show();
      this.button.querySelector("span").textContent = this.held.part.dataset.said;
      this.button.hidden = false;
    }
    busy() {
      const top = this.list.getBoundingClientRect().top;
      return this.list.matches(":hover") || this.list.contains(document.activeElement) || top < 0;
    }
    show(asked = false) {
      if (!this.held) return;
      const { part, mark } = this.held;
      const rows = [...part.querySelectorAll("tbody > tr")];
      const body = this.list.querySelector("table.desk-inbox > tbody");
      this.drop(part.dataset.gone.split(" ").filter(Boolean));
      rows.forEach((row) => row.classList.add("desk-new"));
      if (body) body.prepend(...rows);
      else this.list.querySelector(".desk-empty")?.replaceWith(part.querySelector("table"));
      this.mark = mark;
      this.held = null;
      this.button.hidden = true;
      this.say(part.dataset.said);
      if (asked) rows[0]?.scrollIntoView({ block: "center" });
    }
    drop(keys) {
      for (const key of keys) {
        const row = this.list.querySelector(`tr[data-url$="/inbox/${key}/"]`);
        if (row && row.getAttribute("aria-selected") !== "true") row.remove();
      }
    }
    say(text) {
      this.status.textContent = text;
      clearTimeout(this.quiet);
      this.quiet = setTimeout(() => { this.status.textContent = ""; }, 8000);
    }
    key(event) {
      if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
      if (this.held) { event.preventDefault(); this.show(true); }
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const bar = document.querySelector("[data-desk-arrivals]");
    if (bar) new Arrivals(bar);
  });
})();
