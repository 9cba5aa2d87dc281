// icon returns an icon of the theme's sprite, as the function of templates does.
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = svg.appendChild(document.createElementNS(svg.namespaceURI, "use"));
  const [sprite] = document.querySelector("svg.icon use").getAttribute("href").split("#");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${name}`);
  return svg;
}
