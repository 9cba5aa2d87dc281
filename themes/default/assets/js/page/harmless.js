// What of markup and styles may get into the page where a library makes them of
// what somebody wrote: shapes and words. Nothing that loads, sends, runs, leads to
// another host or answers to the name of a part of the page.

const names = (text) => new Set(text.trim().split(/\s+/));

const svg = "http://www.w3.org/2000/svg";
const shapes = names(`
  svg g a path rect circle ellipse line polyline polygon text tspan textPath defs marker symbol use image title desc clipPath mask pattern
  linearGradient radialGradient stop filter feDropShadow feGaussianBlur feOffset feFlood feComposite feMerge feMergeNode feColorMatrix
  foreignObject switch
`);
const words = names("div span p br strong em i u s sub sup small code pre ul ol li table tbody tr td");
const silent = names("script style template iframe noscript noembed noframes xmp plaintext object title"); // what is in them is no text

const attributes = names(`
  role dir lang xml:space transform transform-origin x y x1 y1 x2 y2 dx dy width height r rx ry cx cy fx fy d points
  viewBox preserveAspectRatio textLength lengthAdjust rotate startOffset href xlink:href colspan rowspan
  fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
  stroke-miterlimit opacity color visibility display overflow text-anchor dominant-baseline alignment-baseline baseline-shift
  font-family font-size font-weight font-style font-variant letter-spacing word-spacing text-decoration writing-mode
  marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient clip-path clip-rule mask filter
  clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits patternTransform gradientUnits gradientTransform
  spreadMethod offset stop-color stop-opacity stdDeviation in in2 result operator mode type values flood-color flood-opacity
  filterUnits primitiveUnits pathLength shape-rendering paint-order vector-effect
  aria-labelledby aria-describedby aria-label aria-hidden aria-roledescription
  data-look data-id data-et data-color-id
`);

// loads reports whether a style, or an attribute that is one, may load something: all
// that names a file, and escapes, by which that could be written. A part of the
// same document ("#shadow") is none.
export const loads = (style) =>
  /@import|\\|(?:src|image|image-set|cross-fade)\(/i.test(style) || /url\(\s*["']?\s*(?!["'\s#])/i.test(style);

const picture = /^data:image\/(?:png|jpe?g|gif|webp);base64,[\w+/=\s]*$/i;

// leads reports whether an address may be one: of a part of the document, of a picture
// as data, or, for links, of a page of the same host.
export function leads(element, address) {
  if (address.startsWith("#")) return true;
  if (/^ima?ge?$/.test(element.localName)) return picture.test(address);
  if (element.localName !== "a") return false;
  const url = URL.parse(address, location.href);
  return url?.origin === location.origin && /^https?:$/.test(url.protocol);
}

// allowed reports whether an attribute, by its name without what stands before a
// colon, may have a value.
export const allowed = (element, name, value) => !loads(value) && (!/^(?:xlink:)?(?:href|src)$/.test(name) || leads(element, value));

// copy returns harmless copies of what is in a node, which may be of a document
// that loads nothing. Words in elements that are not known stay. Styles, in the
// attribute that styled names, are set through CSSOM.
export function copy(node, styled) {
  return [...node.childNodes].flatMap((child) => {
    if (child.nodeType === Node.TEXT_NODE) return [document.createTextNode(child.data)];
    if (child.nodeType !== Node.ELEMENT_NODE) return [];
    const { localName, namespaceURI } = child;
    if (!(namespaceURI === svg ? shapes : words).has(localName)) return silent.has(localName) ? [] : copy(child, styled);
    const element = document.createElementNS(namespaceURI, localName);
    for (const attribute of child.attributes) if (allowed(element, attribute.name, attribute.value)) give(element, attribute, styled);
    element.append(...copy(child, styled));
    return [element];
  });
}

const name = /^[\p{L}\p{N}_.:-]+$/u; // what Mermaid makes of other words in names is of no use

function give(element, { namespaceURI, name: key, value }, styled) {
  if (key === styled || key === "style") element.style.cssText = value;
  else if (key === "class") element.setAttribute(key, value.split(/\s+/).filter((part) => name.test(part) && !part.includes(":")).join(" "));
  else if (key === "id" ? element.namespaceURI === svg && name.test(value) : attributes.has(key)) element.setAttributeNS(namespaceURI, key, value);
}

// own renames the elements in root whose ids do not have id in them, so that
// none is that of another part of the page, and leaves one of each.
export function own(root, id) {
  const names = new Map();
  for (const element of root.querySelectorAll("[id]")) {
    const before = element.id;
    if (names.has(before)) element.removeAttribute("id");
    else if (!before.includes(id)) element.id = `${id}${before}`;
    if (!names.has(before)) names.set(before, element.id);
  }
  for (const element of root.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      const [whole, before, name] = /^(#|url\(["']?#)([^"')]+)/.exec(attribute.value) ?? [];
      if (names.has(name) && names.get(name) !== name) attribute.value = before + names.get(name) + attribute.value.slice(whole.length);
    }
  }
}

// cleanRules takes all rules out of a sheet that load something or reach beyond the
// element with the id.
export function cleanRules(sheet, id) {
  const stays = (rule) => {
    if (loads(rule.cssText)) return false;
    if (rule instanceof CSSKeyframesRule) return true;
    return rule instanceof CSSStyleRule && rule.cssRules.length === 0 && rule.selectorText.split(",").every((part) => part.trim().startsWith(`#${id}`));
  };
  for (let i = sheet.cssRules.length - 1; i >= 0; i--) if (!stays(sheet.cssRules[i])) sheet.deleteRule(i);
}
