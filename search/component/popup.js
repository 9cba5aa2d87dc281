// What lies over the page below a field: in the browser's top layer, where
// nothing of the page cuts it off.

const margin = 8; // to the window's edges, pixels
const gap = 4; // to the field
const narrowest = 448; // where the field is narrower, and the window is not
const low = 260; // where there is less room below the field, and more above it, it opens upwards

export class Popup {
  // signal ends it.
  constructor(field, body, signal) {
    this.field = field;
    this.body = body;
    body.popover = "manual";
    // what is no link and no button leaves the focus in the field
    body.addEventListener("mousedown", (event) => event.target.closest("a, button") ?? event.preventDefault());
    const move = () => this.isOpen && this.place();
    addEventListener("scroll", move, { capture: true, passive: true, signal });
    addEventListener("resize", move, { signal });
    globalThis.visualViewport?.addEventListener("resize", move, { signal }); // a keyboard comes up
  }

  get isOpen() {
    return this.body.matches(":popover-open");
  }

  // open reports whether it was closed.
  open() {
    const closed = !this.isOpen;
    if (closed) this.body.showPopover();
    this.place();
    return closed;
  }

  close() {
    if (this.isOpen) this.body.hidePopover();
  }

  place() {
    const { left, right, top, bottom } = this.field.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const height = globalThis.visualViewport?.height ?? innerHeight;
    const width = Math.min(Math.max(right - left, narrowest), clientWidth - 2 * margin);
    const start = Math.max(margin, Math.min(left, clientWidth - margin - width));
    const up = height - bottom < low && top > height - bottom;
    const style = {
      left: `${start}px`,
      width: `${width}px`,
      top: up ? "auto" : `${bottom + gap}px`,
      bottom: up ? `${innerHeight - top + gap}px` : "auto",
      "max-height": `${(up ? top : height - bottom) - gap - margin}px`,
    };
    for (const [name, value] of Object.entries(style)) this.body.style.setProperty(name, value);
  }
}
