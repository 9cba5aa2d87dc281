// Makes Decap CMS the hub's own: how files are written, what the text of a page
// is typed in, and how it looks.

import { baseOf, formatOf } from "./format.js";
import { pagePreview, pageStyles, textPreview } from "./preview.js";
import { slug } from "./slug.js";
import { styles, textControl } from "./text.js";
import { translatorOf } from "./words.js";

export { baseOf, slug };

// register takes a configuration as the hub has it, before Decap CMS is started
// with it, and completes it. words are those that writers may use (words.json).
export function register(CMS, config, words) {
  const { forms, styles: sheets, texts } = config.hub;
  for (const sheet of sheets) CMS.registerPreviewStyle(sheet);
  CMS.registerPreviewStyle(pageStyles, { raw: true });
  CMS.registerWidget({
    name: "hubtext",
    controlComponent: textControl(texts),
    previewComponent: textPreview(CMS, texts),
    globalStyles: styles,
  });
  for (const collection of config.collections) {
    const { kind, lang, title } = forms[collection.name];
    collection.format = `ankerplatz-${collection.name}`;
    CMS.registerCustomFormat(collection.format, "md", formatOf(collection.fields, translatorOf(words, lang, kind)));
    CMS.registerPreviewTemplate(collection.name, pagePreview(title));
  }
}
