// Parts of a page that look again by themselves. What looks the same is left alone, so focus and selection stay.
(() => {
  "use strict";
  const looks = new WeakMap();
  const live = (event) => event.detail.elt?.closest?.("[data-desk-live]");

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-Requested-With"] = "XMLHttpRequest";
    const part = live(event);
    if (part && looks.has(part)) event.detail.headers["X-Desk-Look"] = looks.get(part);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (live(event) && document.hidden) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const part = live(event);
    const look = event.detail.xhr?.getResponseHeader("X-Desk-Look");
    if (part && look) looks.set(part, look);
  });
  document.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-desk-ask]");
    if (asked && !window.confirm(asked.dataset.deskAsk)) event.preventDefault();
    event.target.closest("[data-desk-copy]")?.select();
  });
})();
