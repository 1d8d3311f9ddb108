// Stands in the page. What changes heights comes before the first paint: the letters' size, advertisements that were closed.
// The rest comes once the story and its picture are painted, on a slow network after two seconds at most.
(() => {
  const { src } = document.currentScript.dataset, body = document.querySelector(".bd");
  try {
    const size = ["", "1.4375rem", "1.6875rem"][localStorage.getItem("size")];
    if (body && size) body.style.fontSize = size;
    for (const ad of document.querySelectorAll("details.ad")) if (sessionStorage.getItem(`ad:${ad.dataset.name}`)) ad.open = false;
  } catch { /* storage is off: as everybody has it */ }
  let begun;
  const begin = () => {
    // A frame is painted between two callbacks.
    begun ||= requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => document.head.append(Object.assign(document.createElement("script"), { src })))));
  };
  if (document.readyState === "complete") begin();
  else { addEventListener("load", begin); setTimeout(begin, 2000); }
})();
