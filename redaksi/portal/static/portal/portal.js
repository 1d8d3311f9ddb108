/* Conveniences only: without this file every page reads and works the same. */
(() => {
  "use strict";
  const words = document.documentElement.lang.startsWith("en")
    ? { copied: "Copied", share: "More", minute: "min ago", hour: "h ago", now: "just now" }
    : { copied: "Tersalin", share: "Lainnya", minute: "menit lalu", hour: "jam lalu", now: "baru saja" };

  // A relative hint beside an absolute time, under 24 hours: it ages, so no stored page may hold it.
  for (const time of document.querySelectorAll("time[datetime]")) {
    const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
    if (!(minutes >= 0 && minutes < 1440) || time.dataset.plain !== undefined) continue;
    const hint = minutes < 1 ? words.now
      : minutes < 60 ? `${minutes} ${words.minute}` : `${Math.floor(minutes / 60)} ${words.hour}`;
    time.title = time.textContent;
    time.append(` (${hint.replaceAll(" ", "\u00a0")})`);
  }

  const copy = document.querySelector("[data-copy]");
  if (copy && navigator.clipboard) {
    const label = copy.lastElementChild;
    const before = label.textContent;
    copy.addEventListener("click", async (event) => {
      event.preventDefault();
      try {
        await navigator.clipboard.writeText(copy.href);
        label.textContent = words.copied;
        setTimeout(() => { label.textContent = before; }, 2000);
      } catch {
        location.assign(copy.href);
      }
    });
  }

  const row = document.querySelector(".share");
  if (row && navigator.share) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.share;
    button.addEventListener("click", () => {
      navigator.share({ title: document.title, url: copy ? copy.href : location.href }).catch(() => {});
    });
    row.append(button);
  }

  // An advertisement that a reader closed stays closed while the visit lasts.
  for (const ad of document.querySelectorAll("details.ad")) {
    const key = `ad:${ad.dataset.name}`;
    try {
      if (sessionStorage.getItem(key)) ad.open = false;
      ad.addEventListener("toggle", () => {
        if (ad.open) sessionStorage.removeItem(key); else sessionStorage.setItem(key, "1");
      });
    } catch { /* storage is off: it opens again on the next page */ }
  }
})();
