// The field for a page's text: Markdown as it is typed, with buttons for what
// people look for who come from a word processor.

const { createClass, h } = window;

export const styles = `
.hubtext textarea { display: block; width: 100%; min-height: 18rem; padding: 1rem; border: 0; resize: vertical; field-sizing: content;
  font: 1rem/1.6 ui-monospace, "Cascadia Mono", Consolas, monospace; color: inherit; background: none; tab-size: 4 }
.hubtext-tools { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 4px; padding: 6px; background: #eff0f4 }
.hubtext-tools button { min-width: 36px; min-height: 36px; padding: 0 10px; border: 1px solid transparent; border-radius: 4px;
  font: 600 0.875rem/1 system-ui, sans-serif; color: #313d3e; background: #fff; cursor: pointer }
.hubtext-tools button:hover { border-color: #798291 }
.hubtext-tools button:focus-visible { outline: 2px solid #1f5fbf; outline-offset: 1px }
`;

// tools are the buttons: what each puts around the words that are selected, or
// before their lines.
const tools = [
  { name: "bold", key: "b", around: ["**", "**"] },
  { name: "italic", key: "i", around: ["*", "*"] },
  { name: "heading", before: () => "## " },
  { name: "list", before: () => "- " },
  { name: "numbers", before: (i) => `${i + 1}. ` },
  { name: "link", key: "k", around: ["[", "](https://)"] },
  { name: "picture" },
  { name: "callout", before: (i) => (i ? "> " : "> [!TIP]\n> ") },
  { name: "keys", around: ["++", "++"] },
];

// textControl is the widget for Decap CMS; texts is what it says.
export function textControl(texts) {
  return createClass({
    componentDidMount() {
      this.media = crypto.randomUUID();
    },

    componentDidUpdate() {
      const path = this.props.mediaPaths.get(this.media);
      if (!path) return;
      this.props.onRemoveInsertedMedia(this.media);
      const address = /[\s()]/.test(path) ? `<${path}>` : path;
      this.put("![", this.selected() || texts.edit_shows, `](${address})`);
    },

    componentWillUnmount() {
      this.props.onRemoveMediaControl(this.media);
    },

    shouldComponentUpdate(next) {
      const { value, classNameWrapper, isDisabled } = this.props;
      return value !== next.value || classNameWrapper !== next.classNameWrapper || isDisabled !== next.isDisabled || Boolean(next.mediaPaths.get(this.media));
    },

    selected() {
      const { value, selectionStart, selectionEnd } = this.area;
      return value.slice(selectionStart, selectionEnd);
    },

    // put replaces what is selected; of that words are selected then. It can be
    // undone as if it had been typed.
    put(before, words, after = "") {
      const { area } = this;
      area.focus();
      const start = area.selectionStart + before.length;
      document.execCommand("insertText", false, before + words + after);
      area.setSelectionRange(start, start + words.length);
    },

    use(tool) {
      const { area } = this;
      if (tool.around) return this.put(tool.around[0], this.selected() || (texts[`edit_${tool.name}_words`] ?? texts.edit_words), tool.around[1]);
      if (tool.before) {
        area.selectionStart = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
        const lines = (this.selected() || (texts[`edit_${tool.name}_words`] ?? texts.edit_words)).split("\n");
        const apart = /(?:^|\n\n)$/.test(area.value.slice(0, area.selectionStart)) ? "" : "\n";
        return this.put(apart, lines.map((line, i) => tool.before(i) + line).join("\n"));
      }
      return this.props.onOpenMediaLibrary({ controlID: this.media, forImage: true, allowMultiple: false, field: this.props.field });
    },

    typed(event) {
      const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && tools.find(({ key }) => key === event.key);
      if (!tool) return;
      event.preventDefault();
      this.use(tool);
    },

    render() {
      const { value, forID, onChange, classNameWrapper, setActiveStyle, setInactiveStyle, isDisabled } = this.props;
      const button = (tool) =>
        h("button", { key: tool.name, type: "button", disabled: isDisabled, title: tool.key && `Ctrl+${tool.key.toUpperCase()}`, onClick: () => this.use(tool) }, texts[`edit_${tool.name}`]);
      return h(
        "div",
        { className: `${classNameWrapper} hubtext`, style: { padding: 0 } },
        h("div", { className: "hubtext-tools", role: "toolbar", "aria-label": texts.edit_tools, "aria-controls": forID }, tools.map(button)),
        h("textarea", {
          id: forID,
          ref: (area) => (this.area = area),
          value: value ?? "",
          disabled: isDisabled,
          spellCheck: true,
          onChange: (event) => onChange(event.target.value),
          onKeyDown: (event) => this.typed(event),
          onFocus: setActiveStyle,
          onBlur: setInactiveStyle,
        }),
      );
    },
  });
}
