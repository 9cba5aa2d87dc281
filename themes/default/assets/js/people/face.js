import { element } from "search:draw.js";

// face returns the picture of somebody in people.json, or the initials.
export function face({ initials, photo }) {
  const made = element("span", "face", initials);
  made.setAttribute("aria-hidden", "true");
  if (photo) {
    const picture = element("img", "");
    Object.assign(picture, { src: photo, alt: "" });
    made.replaceChildren(picture);
  }
  return made;
}
