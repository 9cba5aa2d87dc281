// What the search in the hub's own pages and <ankerplatz-search> draw alike.
// Texts come from an index and go into the page as text only.

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

export function button(className, action, ...children) {
  const made = element("button", className, ...children);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

// titled returns the title of a result, and beside it the heading of the section
// that it leads to, an element made by within.
export function titled({ title, titleMarks, section, sectionMarks = [] }, within) {
  const parts = document.createDocumentFragment();
  parts.append(marked(title, titleMarks));
  if (!section) return parts;
  const sign = element("span", "", "›");
  sign.setAttribute("aria-hidden", "true");
  parts.append(within(" ", sign, " ", marked(section, sectionMarks)));
  return parts;
}

// taken says what a result takes, "1 h 5 min · 7 steps", "" where nobody knows.
// say returns the words for "hours", "minutes" and "steps" with a number.
export function taken({ minutes = 0, steps }, say) {
  const some = (things, n) => (n > 0 ? say(things, n) : "");
  const time = [some("hours", Math.floor(minutes / 60)), some("minutes", minutes % 60)].filter(Boolean).join(" ");
  return [time, some("steps", steps)].filter(Boolean).join(" · ");
}

// because returns what a result was found by and does not show by itself, "Keyword:
// SU53", nothing where there is no need. say returns what a field is called.
export function because({ because }, say) {
  if (!because) return [];
  return [say(because.field), " ", marked(because.text, because.marks)];
}

// marked returns text with the marked parts, [{start, length}], in <mark>.
export function marked(text, marks) {
  const parts = document.createDocumentFragment();
  let end = 0;
  for (const { start, length } of marks) {
    parts.append(text.slice(end, start), element("mark", "", text.slice(start, start + length)));
    end = start + length;
  }
  parts.append(text.slice(end));
  return parts;
}
