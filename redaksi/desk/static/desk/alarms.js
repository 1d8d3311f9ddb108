// The bar of alarms on top of every screen: moved above what the screen shows, and asked for again without reloading.
(() => {
  "use strict";
  const EVERY = 10_000;
  const told = (bar, name) => [...bar.querySelectorAll(`[data-desk-${name}]`)].map((each) => each.getAttribute(`data-desk-${name}`));
  const ringing = (bar) => [...told(bar, "kill"), "", ...told(bar, "watched")].join(" ").trim();

  class Bar {
    constructor(bar) {
      this.bar = bar;
      this.title = document.title;
      document.getElementById("main")?.prepend(bar);
      bar.addEventListener("submit", (event) => this.seen(event));
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
    // Without leaving the screen: somebody may be writing on it.
    async seen(event) {
      const form = event.target.closest("[data-desk-seen]");
      if (!form) return;
      event.preventDefault();
      await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "XMLHttpRequest" } });
      this.ask();
    }
    show() {
      this.bar.hidden = !ringing(this.bar);
      document.title = told(this.bar, "kill").length ? `(!) ${this.title}` : this.title;
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
