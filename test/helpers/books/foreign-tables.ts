/**
 * Tables as a schema of another program has them: each refers to the one before. Every table has a
 * column that no other has.
 */
export function foreignTables(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const parent =
      index === 0
        ? ''
        : `, parent_id INTEGER REFERENCES ${foreignTable(index - 1)}(id),
           made_by TEXT REFERENCES users(id)`;
    return `CREATE TABLE ${foreignTable(index)} (
      id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL, ${ownColumn(index)} TEXT UNIQUE, notes TEXT,
      state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'open', 'closed')),
      amount DECIMAL(10, 2), is_active BOOLEAN DEFAULT 1, created_at TEXT DEFAULT CURRENT_TIMESTAMP,
      payload JSON, quantity INTEGER CHECK (quantity >= 0), ratio REAL${parent})`;
  });
}

const number = (index: number) => String(index).padStart(3, '0');

/** Name of one of those tables. */
export const foreignTable = (index: number) => `depot_${number(index)}_records`;

/** Name of the column that only that table has. */
export const ownColumn = (index: number) => `mark_of_${number(index)}`;
