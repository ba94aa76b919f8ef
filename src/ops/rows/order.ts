/** The order in which tables are loaded under foreign keys. */

export interface Related {
  name: string;
  /** Tables that its foreign keys name, in any case. */
  parents: readonly string[];
}

export interface LoadOrder<T> {
  /** Each after the tables that it refers to. */
  ordered: T[];
  /** Tables in a circle, those that refer to themselves, and those that refer to one of these. */
  circular: T[];
}

const fold = (name: string) => name.toLowerCase();

/** Sorts tables; a parent that is not among them does not count. */
export function loadOrder<T extends Related>(tables: readonly T[]): LoadOrder<T> {
  const waiting = new Set(tables.map(({ name }) => fold(name)));
  const ordered: T[] = [];
  let rest = [...tables];
  for (;;) {
    const next = rest.filter(({ parents }) =>
      parents.every((parent) => !waiting.has(fold(parent))),
    );
    if (next.length === 0) return { ordered, circular: rest };
    ordered.push(...next);
    for (const { name } of next) waiting.delete(fold(name));
    rest = rest.filter((table) => !next.includes(table));
  }
}
