/* Conveniences only: without this file every page reads and works the same. */
// `start.js`, which stands in the page, asks for it once the story and its picture are painted.
(() => {
  "use strict";
  // The size of letters that `start.js` has set already.
  const sizes = ["", "1.4375rem", "1.6875rem"];
  const body = document.querySelector(".bd");
  let step = body ? Math.max(0, sizes.indexOf(body.style.fontSize)) : 0;
  const words = document.documentElement.lang.startsWith("en")
    ? { copied: "Copied", share: "More", minute: "min ago", hour: "h ago", now: "just now",
        size: "Text size", listen: "Listen", stop: "Stop listening", save: "Save", saved: "Saved", ads: "Advertisement",
        ads_ask: "This space is sold through a third party, who may follow what you read.", ads_yes: "Allow", ads_no: "Do not allow",
        ads_ya: "Advertisements of third parties are allowed.", ads_tidak: "Advertisements of third parties are not loaded.", ads_change: "Change" }
    : { copied: "Tersalin", share: "Lainnya", minute: "menit lalu", hour: "jam lalu", now: "baru saja",
        size: "Ukuran teks", listen: "Dengarkan", stop: "Berhenti mendengarkan", save: "Simpan", saved: "Tersimpan", ads: "Iklan",
        ads_ask: "Ruang ini dijual lewat pihak ketiga yang dapat mengikuti bacaan Anda.", ads_yes: "Izinkan", ads_no: "Jangan",
        ads_ya: "Iklan pihak ketiga diizinkan.", ads_tidak: "Iklan pihak ketiga tidak dimuat.", ads_change: "Ubah" };

  // A relative hint beside an absolute time, under 24 hours: it ages, so no stored page may hold it.
  const hints = [];
  for (const time of document.querySelectorAll("time[datetime]")) {
    const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
    if (!(minutes >= 0 && minutes < 1440) || time.dataset.plain !== undefined) continue;
    const hint = minutes < 1 ? words.now
      : minutes < 60 ? `${minutes} ${words.minute}` : `${Math.floor(minutes / 60)} ${words.hour}`;
    time.title = time.textContent;
    hints.push({ time, text: document.createTextNode(` (${hint.replaceAll(" ", "\u00a0")})`) });
  }
  // One that would need a line of its own stays away: nothing moves under the thumb.
  const heights = () => hints.map(({ time }) => time.parentElement.offsetHeight);
  const before = heights();
  for (const { time, text } of hints) time.append(text);
  heights().forEach((height, index) => { if (height > before[index]) hints[index].text.remove(); });

  const copy = document.querySelector("[data-copy]");
  if (copy && navigator.clipboard) {
    const label = copy.lastElementChild;
    const said = label.textContent;
    copy.addEventListener("click", async (event) => {
      event.preventDefault();
      try {
        await navigator.clipboard.writeText(copy.href);
        label.textContent = words.copied;
        setTimeout(() => { label.textContent = said; }, 2000);
      } catch {
        location.assign(copy.href);
      }
    });
  }

  const row = document.querySelector(".share");
  // Where a story's tools stand has its height already: nothing moves when they come.
  const tools = document.querySelector(".tools");
  const addButton = (place, label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => act(button));
    place.append(button);
    return button;
  };
  if (row && navigator.share) {
    addButton(row, words.share, () => {
      navigator.share({ title: document.title, url: copy ? copy.href : location.href }).catch(() => {});
    });
  }

  // Text size: three steps, remembered on this device only.
  if (tools && body) {
    const button = addButton(tools, "A+", () => {
      step = (step + 1) % sizes.length;
      body.style.fontSize = sizes[step];
      try { localStorage.setItem("size", step); } catch { /* storage is off: the size lasts for this page */ }
    });
    button.setAttribute("aria-label", `${words.size} A+`);
  }

  // Listening: the device's own voice in the story's language; nothing leaves the device.
  if (tools && body && window.speechSynthesis) {
    const story = body.closest("article");
    const end = (button) => { button.textContent = words.listen; button.setAttribute("aria-pressed", "false"); };
    addButton(tools, words.listen, (button) => {
      if (speechSynthesis.speaking) {
        speechSynthesis.cancel();
        end(button);
        return;
      }
      const parts = [...story.querySelectorAll("h1, .deck, .bd > p:not(.also), .bd > h2, .bd > blockquote, .bd li")];
      parts.forEach((part, place) => {
        const speech = new SpeechSynthesisUtterance(part.textContent);
        speech.lang = story.lang || document.documentElement.lang;
        if (place === parts.length - 1) speech.onend = () => end(button);
        speechSynthesis.speak(speech);
      });
      button.textContent = words.stop;
      button.setAttribute("aria-pressed", "true");
    });
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }

  // A video plays here after a click; until then its host is not asked for anything.
  for (const link of document.querySelectorAll("[data-player]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.src = link.dataset.player;
      frame.title = link.getAttribute("aria-label");
      frame.allow = "fullscreen; picture-in-picture";
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      link.replaceWith(frame);
      frame.focus();
    });
  }

  // The newsroom as an app: browsers ask for the manifest as soon as they know of it, and no reader waits for it.
  setTimeout(() => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: "/manifest.webmanifest" }));
  }, 1000);

  // Saved for later: a list on this device alone (/tersimpan/); the service worker keeps the page for when the network is gone.
  const worker = "serviceWorker" in navigator && window === top ? navigator.serviceWorker : null;
  if (worker) worker.register("/sw.js").catch(() => { /* refused by the device: everything works with a network */ });
  if (tools && body) {
    const url = location.pathname;
    const read = () => { try { return JSON.parse(localStorage.getItem("saved")) || []; } catch { return []; } };
    const label = (button) => {
      const is = read().some((each) => each.url === url);
      button.textContent = is ? words.saved : words.save;
      button.setAttribute("aria-pressed", String(is));
    };
    label(addButton(tools, words.save, async (button) => {
      const others = read().filter((each) => each.url !== url);
      const isSaved = others.length < read().length;
      const section = document.querySelector(".way a:last-child");
      const story = { url, headline: document.querySelector("h1").textContent, at: new Date().toISOString(),
        section: section ? section.textContent : "" };
      try { localStorage.setItem("saved", JSON.stringify(isSaved ? others : [story, ...others])); } catch { return; }
      label(button);
      const images = [...document.querySelectorAll("article img")].map((image) => image.currentSrc || image.src);
      const files = [...images, ...[...document.scripts].map((script) => script.src)].filter(Boolean);
      if (worker) (await worker.ready).active.postMessage(isSaved ? { drop: url } : { save: url, files });
    }));
  }

  // An advertisement that a reader closed stays closed while the visit lasts.
  for (const ad of document.querySelectorAll("details.ad")) {
    const key = `ad:${ad.dataset.name}`;
    ad.addEventListener("toggle", () => {
      try {
        if (ad.open) sessionStorage.removeItem(key); else sessionStorage.setItem(key, "1");
      } catch { /* storage is off: it opens again on the next page */ }
    });
  }

  // An advertisement counts as seen when half of it stood in the window for a second. The number goes to this site
  // alone, without a cookie, once a page.
  const seen = new Set();
  const watch = window.IntersectionObserver && navigator.sendBeacon && new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(target.seeing);
      const { ad } = target.dataset;
      if (isIntersecting && !seen.has(ad)) {
        target.seeing = setTimeout(() => { seen.add(ad); navigator.sendBeacon(`/iklan/${ad}/dilihat`); watch.unobserve(target); }, 1000);
      }
    }
  }, { threshold: 0.5 });
  const observe = (target) => watch && watch.observe(target);
  document.querySelectorAll("[data-ad]").forEach(observe);

  // A third party's code is loaded only where the reader allows it; the answer stays on this device and can be changed.
  // Its space is kept beforehand: nothing moves, whatever the answer is.
  const tags = document.querySelectorAll(".tag[data-frame]");
  const answer = (given) => {
    try {
      if (given === undefined) return localStorage.getItem("iklan");
      if (given) localStorage.setItem("iklan", given); else localStorage.removeItem("iklan");
    } catch { /* storage is off: the answer lasts for this page */ }
    return given;
  };
  const show = (tag, choice) => {
    tag.own ||= [...tag.children];
    const note = document.createElement("div");
    const text = document.createElement("p");
    text.textContent = words[choice ? `ads_${choice}` : "ads_ask"];
    note.append(text);
    const choose = (label, given) => addButton(note, label, () => { answer(given); tags.forEach((each) => show(each, given)); });
    if (choice) {
      choose(words.ads_change, null);
    } else {
      choose(words.ads_yes, "ya");
      choose(words.ads_no, "tidak");
    }
    if (choice !== "ya") return tag.replaceChildren(...tag.own, note);
    const { frame: src, width, height, id } = tag.dataset;
    const frame = Object.assign(document.createElement("iframe"), { src, width, height, loading: "lazy", title: words.ads });
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
    frame.dataset.ad = id;
    tag.replaceChildren(frame, note);
    return observe(frame);
  };
  const given = answer();
  tags.forEach((tag) => show(tag, given === "ya" || given === "tidak" ? given : null));
})();
