import type { D1Database, D1PreparedStatement } from '../../../src/db/types.js';

/**
 * Lets the first `count` batches with a statement like `pattern` read before any of them goes on, so
 * that as many writers decide on one state of the book.
 */
export function readingTogether(
  database: D1Database,
  pattern: RegExp,
  count: number,
): { database: D1Database; hasMet: () => boolean } {
  const meant = new WeakSet<D1PreparedStatement>();
  let arrived = 0;
  let meet: () => void = () => undefined;
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const together: Pick<D1Database, 'prepare' | 'batch'> = {
    prepare: (sql) => {
      const statement = database.prepare(sql);
      if (!pattern.test(sql)) return statement;
      const bind = statement.bind.bind(statement);
      statement.bind = (...values) => {
        const bound = bind(...values);
        meant.add(bound);
        return bound;
      };
      return statement;
    },
    batch: async <Row>(statements: D1PreparedStatement[]) => {
      const results = await database.batch<Row>(statements);
      if (arrived >= count || !statements.some((statement) => meant.has(statement))) return results;
      arrived += 1;
      if (arrived === count) meet();
      await met;
      return results;
    },
  };
  return { database: together as unknown as D1Database, hasMet: () => arrived === count };
}
