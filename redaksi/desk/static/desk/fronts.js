// Arranging a front without leaving the page: buttons answer in place, the frame follows, rows can be dragged.
// Without this file every button sends the form and the page comes again.
(() => {
  "use strict";
  const root = document.getElementById("desk-front");
  const frame = document.getElementById("desk-preview");
  const form = () => document.getElementById("desk-front-form");

  async function send(act, name = "act") {
    const data = new FormData(form());
    data.set(name, act);
    const answer = await fetch(location.pathname, { method: "POST", body: data });
    if (answer.redirected || !(answer.ok || answer.status === 422)) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("desk-front-form");
    if (!fresh) return location.reload();
    const open = new Set([...form().querySelectorAll("li:has(details[open]) [name$=-story]")].map((field) => field.value));
    const place = root.getBoundingClientRect().top;
    form().replaceWith(document.adoptNode(fresh));
    for (const item of form().querySelectorAll("li")) {
      const story = item.querySelector("[name$=-story]");
      if (story && open.has(story.value)) item.querySelector("details").open = true;
    }
    scrollBy(0, root.getBoundingClientRect().top - place);
    if (frame.getAttribute("src") !== fresh.dataset.preview) frame.src = fresh.dataset.preview;
    unsaved = "changed" in fresh.dataset;
    return fresh;
  }

  let unsaved = "changed" in form().dataset;
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  root.addEventListener("submit", async (event) => {
    if (event.target !== form()) { unsaved = false; return; }
    const act = event.submitter?.value || "show";
    if (act === "save") { unsaved = false; return; }
    event.preventDefault();
    const story = event.submitter?.closest("li")?.querySelector("[name$=-story]")?.value || act.split("-")[2];
    await send(act);
    // The button pressed has moved with its story: the keyboard stays on it.
    const row = story && [...form().querySelectorAll("li")].find((item) => item.querySelector("[name$=-story]")?.value === story);
    const verb = act.split("-")[0];
    const button = row?.querySelector(`button[value^="${verb}-"]:not(:disabled)`) || row?.querySelector("button:not(:disabled)");
    (button || form().querySelector(".desk-front__add input")).focus({ preventScroll: !!button });
    button?.closest("li").scrollIntoView({ block: "nearest" });
  });
  root.addEventListener("change", (event) => {
    if (event.target.matches("[name=desk-width]")) return frame.parentElement.classList.toggle("desk-frame--wide", event.target.value === "wide");
    if (event.target.matches("[name^=add-]")) return undefined;
    return send("show");
  });

  // Dragging is a comfort: the buttons do the same.
  let dragged = null;
  root.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("li[draggable]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  root.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest(".desk-places:not(.desk-places--later) > li");
    root.querySelectorAll(".desk-place--over").forEach((item) => item.classList.remove("desk-place--over"));
    if (!over) return;
    event.preventDefault();
    over.classList.add("desk-place--over");
  });
  root.addEventListener("drop", (event) => {
    const over = dragged && event.target.closest("li[data-place]");
    if (!over) return;
    event.preventDefault();
    send(`to-${dragged.dataset.number}-${over.dataset.place}`);
  });
  root.addEventListener("dragend", () => { dragged = null; });

  // A computer's page is shown whole, made smaller.
  const fit = () => frame.parentElement.style.setProperty("--scale", String(frame.parentElement.clientWidth / 1280));
  addEventListener("resize", fit);
  fit();
})();
