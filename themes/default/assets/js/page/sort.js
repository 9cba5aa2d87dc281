// Tables and lists that can be sorted. In tables by a column: the head of each column that says how
// (data-sort="text" or "number") becomes a button. Rows move within their
// tbody; its first row stays where it has the group's name. A cell's value is
// its data-value, or its text.

const value = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.value ?? cell.textContent.trim();
};

class Table {
  constructor(table) {
    this.heads = [...table.tHead.rows[0].cells];
    this.bodies = [...table.tBodies].map((body) => ({ body, rows: [...body.querySelectorAll("[data-item]")] }));
    this.collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    for (const head of this.heads) {
      if (!head.dataset.sort) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.title = table.dataset.tSort;
      button.append(...head.childNodes);
      button.addEventListener("click", () => this.sort(head));
      head.append(button);
    }
  }

  // sort sorts by a column: texts from A, numbers from the largest; a second
  // time the other way round, a third time as the page came.
  sort(head) {
    const first = head.dataset.sort === "text" ? "ascending" : "descending";
    const second = first === "ascending" ? "descending" : "ascending";
    const order = { [first]: second, [second]: null }[head.ariaSort] ?? (head.ariaSort === second ? null : first);
    for (const other of this.heads) other.removeAttribute("aria-sort");
    if (order) head.ariaSort = order;
    const column = this.heads.indexOf(head);
    const sign = order === "descending" ? -1 : 1;
    const compare =
      head.dataset.sort === "text"
        ? (a, b) => this.collator.compare(value(a, column), value(b, column))
        : (a, b) => value(a, column) - value(b, column);
    for (const { body, rows } of this.bodies) {
      body.append(...(order ? rows.toSorted((a, b) => sign * compare(a, b)) : rows));
    }
  }
}

export function start(tables) {
  for (const table of tables) new Table(table);
}

// number is what a row of a list is sorted by: of a day its digits.
const number = (row, key) => Number((row.querySelector("[data-sort-values]")?.dataset[key] ?? "").replaceAll("-", ""));

// Lists that a select sorts (data-sort-by): each list with data-sorted, by the
// value that its rows have for the chosen option, the largest first, or the
// smallest with data-ascending. What has none stays behind.
export function startLists(roots) {
  for (const root of roots) {
    const select = root.querySelector("select[data-sort-by]");
    if (!select) continue;
    const lists = [...root.querySelectorAll("[data-sorted]")].map((list) => ({ list, rows: [...list.children] }));
    const sort = () => {
      const sign = "ascending" in select.selectedOptions[0].dataset ? 1 : -1;
      for (const { list, rows } of lists) {
        const value = new Map(rows.map((row) => [row, number(row, select.value)]));
        list.append(...rows.toSorted((a, b) => !value.get(a) - !value.get(b) || sign * (value.get(a) - value.get(b))));
      }
    };
    select.addEventListener("change", sort);
    select.closest("[hidden]").hidden = false;
    if (select.selectedIndex > 0) sort(); // as the browser remembers it
  }
}
