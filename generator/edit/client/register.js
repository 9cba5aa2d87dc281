// Makes Decap CMS the hub's own: how files are written, what the text of a page
// is typed in, and how it looks.

import { baseOf, formatOf } from "./format.js";
import { pagePreview, pageStyles, textPreview } from "./preview.js";
import { styles, textControl } from "./text.js";

export { baseOf };

// register takes a configuration as the hub has it, before Decap CMS is started
// with it, and completes it.
export function register(CMS, config) {
  const { words, styles: sheets, texts, titles } = config.hub;
  for (const sheet of sheets) CMS.registerPreviewStyle(sheet);
  CMS.registerPreviewStyle(pageStyles, { raw: true });
  CMS.registerWidget({
    name: "hubtext",
    controlComponent: textControl(texts),
    previewComponent: textPreview(CMS, texts),
    globalStyles: styles,
  });
  for (const collection of config.collections) {
    collection.format = `ankerplatz-${collection.name}`;
    CMS.registerCustomFormat(collection.format, "md", formatOf(collection.fields, words));
    CMS.registerPreviewTemplate(collection.name, pagePreview(titles[collection.name]));
  }
}
