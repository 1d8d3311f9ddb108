/* The list of stories that were saved on this device. It never leaves the device. */
(() => {
  "use strict";
  const list = document.querySelector("#saved");
  const english = document.documentElement.lang.startsWith("en");
  const words = english ? { remove: "Remove", undo: "Undo", saved: "saved" }
    : { remove: "Hapus", undo: "Urungkan", saved: "disimpan" };
  const read = () => { try { return JSON.parse(localStorage.getItem("saved")) || []; } catch { return []; } };
  const write = (rows) => { try { localStorage.setItem("saved", JSON.stringify(rows)); } catch { /* storage is off */ } };
  const tell = async (message) => {
    if ("serviceWorker" in navigator) (await navigator.serviceWorker.ready).active.postMessage(message);
  };
  const day = (iso) => new Date(iso).toLocaleDateString(english ? "en-GB" : "id-ID",
    { day: "numeric", month: "long", year: "numeric" });
  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const row = (each) => {
    const item = document.createElement("li");
    const link = element("a", each.headline);
    link.href = each.url;
    const heading = document.createElement("h2");
    heading.append(link);
    const meta = element("p", "", "m");
    meta.append(element("b", (each.section || "").toUpperCase()), ` | ${words.saved} ${day(each.at)} `);
    const button = element("button", words.remove);
    button.type = "button";
    let kept = true;
    const name = () => {
      button.textContent = kept ? words.remove : words.undo;
      button.setAttribute("aria-label", `${button.textContent}: ${each.headline}`);
    };
    name();
    button.addEventListener("click", () => {
      kept = !kept;
      write(kept ? [each, ...read()] : read().filter((other) => other.url !== each.url));
      tell(kept ? { save: each.url } : { drop: each.url });
      item.classList.toggle("off", !kept);
      name();
    });
    item.append(heading, meta, button);
    return item;
  };

  const show = () => {
    const rows = read().filter((each) => /^\/[^/]/.test(each.url));
    document.querySelector("#empty").hidden = rows.length > 0;
    list.replaceChildren(...rows.map(row));
    return rows;
  };

  // What was withdrawn meanwhile leaves the list; the newsroom says why at the story's own address.
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (!event.data || !event.data.gone) return;
      write(read().filter((each) => each.url !== event.data.gone));
      show();
    });
  }
  const rows = show();
  if (rows.length && navigator.onLine) tell({ check: rows.map((each) => each.url) });
})();
