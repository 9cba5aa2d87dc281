// Pictures that are shown smaller than they are can be seen as large as there is
// room for them, or in their own size where that is more: by a click, or Enter.
// Fingers zoom in as everywhere; a click changes between the two.

// smaller is whether a picture has more to show than the page has room for.
function smaller(img) {
  const own = Number(img.getAttribute("width")) || img.naturalWidth;
  return img.clientWidth > 0 && own > img.clientWidth * 1.15;
}

// largest is the largest form of a picture, and how many pixels it is wide: of
// those that it offers, the last.
function largest(img) {
  const [url, width] = img.srcset.split(", ").at(-1).split(" ");
  return url ? [url, Number.parseInt(width, 10)] : [img.currentSrc || img.src, Infinity];
}

export function start(dialog) {
  const stage = dialog.querySelector("[data-stage]");
  const place = dialog.querySelector("[data-place]");
  const words = dialog.querySelector("[data-words]");
  const previous = dialog.querySelector("[data-previous]");
  const next = dialog.querySelector("[data-next]");
  let at = 0;

  // all are the pictures that can be enlarged, as they stand on the page.
  const all = () => [...document.querySelectorAll("main .enlarge > img")];

  function show(index) {
    const pictures = all();
    at = (index + pictures.length) % pictures.length;
    const shown = pictures[at];
    const large = new Image();
    const [url, most] = largest(shown);
    large.src = url;
    large.alt = shown.alt;
    const width = Number(shown.getAttribute("width")) || shown.naturalWidth;
    const height = Number(shown.getAttribute("height")) || shown.naturalHeight;
    large.width = Math.min(width, most);
    large.height = Math.max(1, Math.round((height * large.width) / Math.max(width, 1)));
    stage.replaceChildren(large);
    stage.classList.remove("zoomed");
    const fits = large.clientWidth; // a phone held upright may have no more room here
    stage.classList.toggle("zoomed", fits <= shown.clientWidth * 1.15);
    words.textContent = shown.closest("figure")?.querySelector("figcaption")?.textContent || shown.alt;
    const several = pictures.length > 1;
    previous.hidden = next.hidden = !several;
    place.textContent = several ? dialog.dataset.tPlace.replace("{0}", at + 1).replace("{1}", pictures.length) : "";
  }

  previous.addEventListener("click", () => show(at - 1));
  next.addEventListener("click", () => show(at + 1));
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || previous.hidden || event.target === stage) return; // there arrows move the picture about
    event.preventDefault();
    show(at + step);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]") || event.target === dialog || event.target === stage) dialog.close();
    else if (event.target.closest("[data-stage]")) stage.classList.toggle("zoomed");
  });

  // enlargeable puts a picture into a button. A picture in a link leads elsewhere.
  function enlargeable(img) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "enlarge";
    button.title = dialog.dataset.tEnlarge;
    button.setAttribute("aria-haspopup", "dialog");
    img.replaceWith(button);
    button.append(img);
    button.addEventListener("click", () => {
      dialog.showModal();
      show(all().indexOf(img));
    });
  }

  const observer = new ResizeObserver((entries) => {
    for (const { target: img } of entries) {
      if (!smaller(img)) continue;
      observer.unobserve(img);
      enlargeable(img);
    }
  });
  for (const img of document.querySelectorAll("main .prose img")) {
    if (!img.closest("a, button")) observer.observe(img);
  }
}
