// The bar of alarms on top of every screen: moved above what the screen shows, and asked for again without reloading.
(() => {
  "use strict";
  const EVERY = 10_000;
  const ringing = (bar) => [...bar.querySelectorAll("[data-desk-kill]")].map((each) => each.dataset.deskKill).join(" ");

  class Bar {
    constructor(bar) {
      this.bar = bar;
      this.title = document.title;
      document.getElementById("main")?.prepend(bar);
      new ResizeObserver(() => this.measure()).observe(bar);
      document.addEventListener("visibilitychange", () => { if (!document.hidden) this.ask(); });
      setInterval(() => { if (!document.hidden) this.ask(); }, EVERY);
      this.show();
    }
    async ask() {
      let answer;
      try {
        answer = await fetch(this.bar.dataset.url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      } catch { return; }
      if (!answer.ok || answer.redirected) return;
      const fresh = document.createElement("div");
      fresh.innerHTML = await answer.text();
      if (ringing(fresh) === ringing(this.bar)) return;
      this.bar.replaceChildren(...fresh.childNodes);
      this.show();
    }
    show() {
      this.bar.hidden = !ringing(this.bar);
      document.title = this.bar.hidden ? this.title : `(!) ${this.title}`;
      this.measure();
    }
    measure() {
      document.documentElement.style.setProperty("--desk-alarm-bar", `${this.bar.hidden ? 0 : this.bar.offsetHeight}px`);
    }
  }
  document.addEventListener("DOMContentLoaded", () => {
    const bar = document.getElementById("desk-alarm-bar");
    if (bar) new Bar(bar);
  });
})();
