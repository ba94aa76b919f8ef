import React from 'react';

/** A column of a plain table: its heading, and the cell of a row. */
export interface PlainColumn<Row> {
  label: string;
  cell: (row: Row) => React.ReactNode;
  /** Class of its cells. */
  className?: string;
}

/** A table without order, choice or pages, for a few rows inside a card. */
export function PlainTable<Row>(props: {
  columns: PlainColumn<Row>[];
  rows: Row[];
  keyOf: (row: Row, index: number) => React.Key;
  /** Name of a table that may be wider than its card: the keyboard then scrolls it. */
  label?: string;
}): React.JSX.Element {
  const { columns, rows, keyOf, label: name } = props;
  const region = name === undefined ? {} : { role: 'region', 'aria-label': name, tabIndex: 0 };
  return (
    <div className="table-scroll" {...region}>
      <table className="table table-plain">
        <thead>
          <tr>
            {columns.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)}>
              {columns.map(({ label, cell, className }) => (
                <td key={label} className={className}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
