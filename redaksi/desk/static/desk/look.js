// The page in the frame follows each choice. Without this file the button "Show" does it.
(() => {
  "use strict";
  const form = document.getElementById("desk-look");
  const frame = document.getElementById("desk-look-page");
  form.querySelector("[data-show]").hidden = true;
  let timer;
  const follow = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const data = new FormData(form);
      data.delete("csrfmiddlewaretoken");
      frame.src = `${form.dataset.preview}?${new URLSearchParams(data)}`;
    }, 150);
  };
  document.addEventListener("change", (event) => { if (event.target.form === form) follow(); });
  form.addEventListener("input", follow);
})();
