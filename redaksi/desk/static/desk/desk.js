// The desk's keyboard, its pane beside the inbox, and fields that pick by typing. Everything works by plain links and
// forms without it, except picking.
(() => {
  "use strict";
  const inField = (target) => target.closest("input, textarea, select, [contenteditable], [role=textbox], dialog");

  class Inbox {
    constructor(root) {
      this.root = root;
      this.pane = document.getElementById("desk-pane");
      this.act = document.getElementById("desk-act");
      this.toast = document.getElementById("desk-toast");
      this.help = document.getElementById("desk-help");
      this.spiked = [];
      root.addEventListener("click", (event) => this.click(event));
      document.addEventListener("keydown", (event) => this.key(event));
      if (this.rows().length && this.wide()) this.select(0);
    }
    rows() { return [...this.root.querySelectorAll("[data-desk-row]:not([hidden])")]; }
    wide() { return getComputedStyle(this.pane).display !== "none"; }
    at() { return this.rows().findIndex((row) => row.getAttribute("aria-selected") === "true"); }
    current() { return this.rows()[this.at()]; }

    select(index, url) {
      const rows = this.rows();
      if (!rows.length) return this.pane.replaceChildren();
      const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
      rows.forEach((each) => each.setAttribute("aria-selected", String(each === row)));
      const top = document.querySelector(".w-slim-header")?.offsetHeight || 0;
      const box = row.getBoundingClientRect();
      if (box.top < top || box.bottom > innerHeight) row.scrollIntoView({ block: "center" });
      clearTimeout(this.timer);
      if (this.wide()) this.timer = setTimeout(() => this.show(row, url || row.dataset.url), 80);
    }
    async show(row, url) {
      this.shown = url;
      const answer = await fetch(url, { headers: { "X-Desk-Pane": "1" } });
      if (answer.redirected) return location.assign(url);
      if (!answer.ok) return this.say(this.toast.dataset.failed);
      const text = await answer.text();
      if (row !== this.current() || url !== this.shown) return;
      this.pane.innerHTML = text;
      this.pane.scrollTop = 0;
    }
    click(event) {
      const row = event.target.closest("[data-desk-row]");
      if (!row || event.ctrlKey || event.metaKey || event.button || event.target.closest("button, summary, [data-desk-plain]")) return;
      const take = event.target.closest("[data-desk-take]");
      if (take && this.wide()) {
        event.preventDefault();
        this.select(this.rows().indexOf(row), take.href);
        return;
      }
      if (!this.wide()) return event.target.closest("a") ? undefined : location.assign(row.dataset.url);
      event.preventDefault();
      this.select(this.rows().indexOf(row));
    }
    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
      const row = this.current();
      const keys = {
        j: () => this.select(this.at() + 1),
        ArrowDown: () => this.select(this.at() + 1),
        k: () => this.select(Math.max(0, this.at() - 1)),
        ArrowUp: () => this.select(Math.max(0, this.at() - 1)),
        Enter: () => row && (this.wide() ? this.pane.focus() : location.assign(row.dataset.url)),
        e: () => { const takes = row?.querySelector(".desk-takes"); if (takes) takes.open = !takes.open; },
        o: () => row && location.assign(row.dataset.url),
        t: () => row && this.root.dataset.tab === "inbox" && this.submit(row.dataset.take),
        x: () => row && this.may() && this.root.dataset.tab === "inbox" && this.spike(row),
        u: () => this.may() && (this.root.dataset.tab === "spiked" ? row && this.submit(row.dataset.restore) : this.undo()),
        "/": () => document.querySelector(".desk-filters input")?.focus(),
        "?": () => this.help.showModal(),
        Escape: () => row?.scrollIntoView({ block: "center" }),
      };
      const onControl = event.target.closest("a, button, summary");
      if (!keys[event.key] || (event.key === "Enter" && onControl)) return;
      event.preventDefault();
      keys[event.key]();
    }
    may() { return "maySpike" in this.root.dataset; }
    submit(url) {
      if (this.busy) return;
      this.busy = true;
      this.act.action = url;
      this.act.submit();
    }
    async post(url) {
      const answer = await fetch(url, { method: "POST", body: new FormData(this.act), headers: { "X-Desk-Pane": "1" } });
      if (answer.ok && !answer.redirected) return answer.text();
      this.say(this.toast.dataset.failed);
      return null;
    }
    async spike(row) {
      const index = this.at();
      row.hidden = true;
      row.setAttribute("aria-selected", "false");
      this.spiked.push(row);
      this.select(index);
      const said = await this.post(row.dataset.spike);
      if (said === null) { this.spiked.pop(); row.hidden = false; return; }
      this.say(said, true);
    }
    async undo() {
      const row = this.spiked.pop();
      if (!row) return;
      const said = await this.post(row.dataset.restore);
      if (said === null) return;
      row.hidden = false;
      this.select(this.rows().indexOf(row));
      this.say(said);
    }
    say(text, undo = false) {
      this.toast.replaceChildren(text);
      if (undo) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = this.toast.dataset.undo;
        button.onclick = () => this.undo();
        this.toast.append(button);
      }
      this.toast.hidden = false;
      clearTimeout(this.hide);
      this.hide = setTimeout(() => { this.toast.hidden = true; }, 8000);
    }
  }

  class Pick extends HTMLElement {
    connectedCallback() {
      if (this.box) return;
      this.select = this.querySelector("select");
      this.select.hidden = true;
      this.many = this.select.multiple;
      this.box = document.createElement("div");
      this.box.className = "desk-pick__box";
      this.input = document.createElement("input");
      this.list = document.createElement("ul");
      this.list.className = "desk-pick__list";
      this.list.id = `${this.select.id}-list`;
      this.list.setAttribute("role", "listbox");
      this.list.hidden = true;
      Object.assign(this.input, { type: "text", autocomplete: "off", id: `${this.select.id}-typed` });
      for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", this.list.id], ["data-w-unsaved-ignore", ""]]) this.input.setAttribute(name, value);
      const label = document.querySelector(`label[for="${this.select.id}"]`);
      if (label) { label.htmlFor = this.input.id; this.input.setAttribute("aria-label", label.textContent.trim().replace("*", "")); }
      this.box.append(this.input);
      this.append(this.box, this.list);
      this.box.addEventListener("click", () => this.input.focus());
      this.input.addEventListener("input", (event) => { event.stopPropagation(); clearTimeout(this.timer); this.timer = setTimeout(() => this.ask(), 120); });
      this.input.addEventListener("change", (event) => event.stopPropagation());
      this.input.addEventListener("focus", () => this.ask());
      this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.draw();
    }
    chosen() { return [...this.select.options].filter((option) => option.selected && option.value); }
    draw() {
      this.box.querySelectorAll(".desk-pick__chip").forEach((chip) => chip.remove());
      for (const option of this.chosen()) {
        const chip = document.createElement("span");
        const remove = document.createElement("button");
        chip.className = "desk-pick__chip";
        remove.type = "button";
        remove.textContent = "×";
        remove.setAttribute("aria-label", `${(window.gettext || String)("Remove")} ${option.text}`);
        remove.onclick = () => this.drop(option);
        chip.append(option.text, remove);
        this.box.insertBefore(chip, this.input);
      }
      this.input.hidden = !this.many && this.chosen().length > 0;
    }
    drop(option) {
      option.remove();
      if (!this.many && !this.select.options.length) this.select.add(new Option("", "", true, true));
      this.changed();
      this.input.focus();
    }
    changed() {
      this.draw();
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    async ask() {
      const typed = this.input.value.trim();
      const answer = await fetch(`${this.dataset.url}?q=${encodeURIComponent(typed)}`, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!answer.ok || typed !== this.input.value.trim() || document.activeElement !== this.input) return;
      const taken = new Set(this.chosen().map((option) => option.value));
      const rows = (await answer.json()).rows.filter((row) => !taken.has(String(row.id)));
      this.list.replaceChildren(...rows.map((row, number) => this.line(row, number)));
      this.mark(0);
      this.list.hidden = !rows.length;
      this.input.setAttribute("aria-expanded", String(rows.length > 0));
    }
    line(row, number) {
      const line = document.createElement("li");
      const note = document.createElement("span");
      line.id = `${this.list.id}-${number}`;
      line.setAttribute("role", "option");
      note.textContent = row.note || "";
      line.append(row.label, note);
      line.row = row;
      line.onmousedown = (event) => { event.preventDefault(); this.add(row); };
      return line;
    }
    mark(index) {
      const lines = [...this.list.children];
      this.index = (index + lines.length) % (lines.length || 1);
      lines.forEach((line, number) => line.setAttribute("aria-selected", String(number === this.index)));
      lines[this.index]?.scrollIntoView({ block: "nearest" });
      if (lines[this.index]) this.input.setAttribute("aria-activedescendant", lines[this.index].id);
    }
    add(row) {
      if (!this.many) this.select.replaceChildren();
      this.select.add(new Option(row.label, row.id, true, true));
      this.input.value = "";
      this.close();
      this.changed();
      if (this.many) this.input.focus();
    }
    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
    }
    key(event) {
      const line = this.list.hidden ? null : this.list.children[this.index];
      if (event.key === "ArrowDown") this.mark(this.index + 1);
      else if (event.key === "ArrowUp") this.mark(this.index - 1);
      else if (event.key === "Enter") { if (line) this.add(line.row); }
      else if (event.key === "Escape") this.close();
      else if (event.key === "Backspace" && !this.input.value && this.chosen().length) this.drop(this.chosen().at(-1));
      else return;
      if (event.key !== "Backspace") event.preventDefault();
    }
  }
  customElements.define("desk-pick", Pick);

  // The checklist is read again whenever the form has saved itself.
  async function refreshChecklist() {
    const box = document.querySelector("[data-desk-checklist]");
    if (!box) return;
    const answer = await fetch(box.dataset.deskChecklist);
    if (answer.ok && !answer.redirected) box.innerHTML = await answer.text();
  }
  document.addEventListener("w-autosave:success", refreshChecklist);

  // What stands beside the story comes when its panel is in sight, and again whenever the form has saved itself.
  async function refreshBeside() {
    const box = document.querySelector("[data-desk-beside]");
    if (!box || !box.offsetParent) return;
    const answer = await fetch(box.dataset.deskBeside);
    if (!answer.ok || answer.redirected) return;
    box.innerHTML = await answer.text();
    // The body's own editor adds the block, so that undo and saving know of it.
    const body = document.getElementById("body-root")?.rootBlock;
    box.querySelectorAll("[data-desk-also]").forEach((button) => {
      button.hidden = !body;
      button.onclick = () => {
        const value = { id: Number(button.dataset.deskAlso), string: button.dataset.title, title: button.dataset.title, edit_url: "" };
        body.insert({ type: "baca_juga", value, id: crypto.randomUUID?.() || null }, body.children.length, { animate: false });
        button.closest("li").textContent = box.dataset.done;
      };
    });
  }
  document.addEventListener("w-autosave:success", refreshBeside);
  document.addEventListener("click", (event) => {
    const name = event.target.closest("[data-desk-goto]")?.dataset.deskGoto;
    if (!name) return;
    event.preventDefault();
    const field = document.getElementById(`id_${name}-typed`) || document.getElementById(`id_${name}`)
      || document.querySelector(`[name="${name}"], [name^="${name}-"]:not([type=hidden])`);
    const panel = field?.closest("section") || document.querySelector(`[id*="-${name}-section"]`);
    panel?.scrollIntoView({ block: "center" });
    field?.focus?.({ preventScroll: true });
  });

  // What readers will see, beside the field in which it is written.
  function previewNote(form) {
    const show = () => form.querySelectorAll("[data-desk-show]").forEach((target) => {
      const field = form.elements[target.dataset.deskShow];
      const ticked = field instanceof RadioNodeList ? form.querySelector(`[name="${target.dataset.deskShow}"]:checked`) : null;
      const text = field instanceof RadioNodeList ? ticked?.closest("label").innerText.trim() : field?.value.trim();
      target.textContent = text || target.dataset.empty || "";
    });
    form.addEventListener("input", show);
    show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const beside = document.querySelector("[data-desk-beside]");
    if (beside) new ResizeObserver(refreshBeside).observe(beside.parentElement);
    const inbox = document.querySelector("[data-desk-inbox]");
    if (inbox) new Inbox(inbox);
    document.querySelectorAll("[data-desk-preview]").forEach(previewNote);
  });
})();
