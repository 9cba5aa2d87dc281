// The few icons of the component.

const shapes = {
  search: ["M4 10.5a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0", "M15.5 15.5l5 5"],
  x: ["M6 6l12 12", "M18 6l-12 12"],
};

export function icon(name) {
  const make = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const svg = make("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" });
  svg.append(...shapes[name].map((d) => make("path", { d })));
  return svg;
}
