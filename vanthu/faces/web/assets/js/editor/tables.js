/* Tables of an official paper: rows, columns, a header, shares of the width. */
import { addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, isInTable, selectedRect } from "prosemirror-tables";
import { TextSelection } from "prosemirror-state";
import { insertBlocks } from "./blocks.js";
import { newId, schema } from "./schema.js";

const { nodes } = schema;
const inTable = (command) => (state, dispatch) => isInTable(state) && command(state, dispatch);

/** A table of so many rows and columns after the block at hand. @returns {import("prosemirror-state").Command} */
export const insertTable = (rows = 3, columns = 3) => (state, dispatch) => {
  if (isInTable(state)) return false;
  const cells = () => Array.from({ length: columns }, () => nodes.table_cell.createAndFill());
  const table = nodes.table.create({ id: newId() }, Array.from({ length: rows }, () => nodes.table_row.create(null, cells())));
  if (dispatch) dispatch(intoFirst(insertBlocks(state, [table]), table));
  return true;
};

function intoFirst(tr, table) {
  tr.doc.descendants((node, pos) => {
    if (node.attrs.id === table.attrs.id) tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 3)));
    return !node.isTextblock;
  });
  return tr;
}

/** One more or one fewer of the rows that are repeated on every page. */
const header = (state, dispatch) => {
  const { table, tableStart } = selectedRect(state);
  dispatch?.(state.tr.setNodeAttribute(tableStart - 1, "header", table.attrs.header ? 0 : 1));
  return true;
};

/** The column at hand takes a tenth more (or less) of the width. */
const widen = (step) => (state, dispatch) => {
  const { table, tableStart, map, left } = selectedRect(state);
  const widths = table.attrs.widths.length === map.width ? [...table.attrs.widths] : Array(map.width).fill(1);
  widths[left] = Math.round(Math.max(0.2, widths[left] + step) * 100) / 100;
  dispatch?.(state.tr.setNodeAttribute(tableStart - 1, "widths", widths));
  return true;
};

export const TABLE = {
  "row-before": addRowBefore,
  "row-after": addRowAfter,
  "row-delete": inTable(deleteRow),
  "column-before": addColumnBefore,
  "column-after": addColumnAfter,
  "column-delete": inTable(deleteColumn),
  "column-wider": inTable(widen(0.2)),
  "column-narrower": inTable(widen(-0.2)),
  "table-header": inTable(header),
  "table-delete": deleteTable,
};

/** Whether the first rows are a header. */
export const hasHeader = (state) => isInTable(state) && selectedRect(state).table.attrs.header > 0;

/** Draws a table with its columns as wide as they will be printed. */
export class TableView {
  constructor(node) {
    this.dom = document.createElement("table");
    this.columns = this.dom.appendChild(document.createElement("colgroup"));
    this.contentDOM = this.dom.appendChild(document.createElement("tbody"));
    this.update(node);
  }

  update(node) {
    if (node.type !== nodes.table) return false;
    this.dom.dataset.id = node.attrs.id;
    this.dom.dataset.header = node.attrs.header;
    this.dom.dataset.widths = JSON.stringify(node.attrs.widths);
    const total = node.attrs.widths.reduce((sum, width) => sum + width, 0);
    this.columns.replaceChildren(...node.attrs.widths.map((width) => {
      const column = document.createElement("col");
      column.style.width = `${(100 * width) / total}%`;
      return column;
    }));
    return true;
  }

  ignoreMutation(record) {
    return record.target === this.columns || record.type === "attributes";
  }
}
