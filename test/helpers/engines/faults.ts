import { DatabaseError } from '../../../src/db/errors.js';
import type { D1Database, D1PreparedStatement } from '../../../src/db/types.js';
import { verbatim } from '../../../src/messages/message.js';

/** Faults of a write: it never arrives; it dies half-way; it is written and its answer is lost. */
export type Fault = 'before' | 'between' | 'lost reply';

/** Wraps a database so that its writing batches fail as `next` says; undefined lets one work. */
export function withFaults(
  database: D1Database,
  next: () => Fault | undefined,
  /** Place at which a batch dies, 0 to 1 of its length. */
  position: () => number = () => 0.5,
): D1Database {
  const written = new WeakSet<D1PreparedStatement>();
  const faulty = {
    prepare: (sql: string) => {
      const statement = database.prepare(sql);
      if (/^\s*(INSERT|UPDATE|DELETE)/i.test(sql)) {
        const bind = statement.bind.bind(statement);
        statement.bind = (...values) => {
          const bound = bind(...values);
          written.add(bound);
          return bound;
        };
      }
      return statement;
    },
    batch: async <Row>(statements: D1PreparedStatement[]) => {
      const fault = statements.some((statement) => written.has(statement)) ? next() : undefined;
      switch (fault) {
        case 'before':
          throw new DatabaseError('unavailable', verbatim('cannot reach the database'));
        case 'between': {
          const at = Math.floor(position() * (statements.length + 1));
          const dies = database
            .prepare('INSERT INTO guards (code, ok) VALUES (?, 0)')
            .bind('fault');
          await database
            .batch([...statements.slice(0, at), dies, ...statements.slice(at)])
            .catch(() => undefined);
          throw new DatabaseError('unavailable', verbatim('the process died half-way'));
        }
        case 'lost reply':
          await database.batch<Row>(statements);
          throw new DatabaseError('unknown_outcome', verbatim('the reply was lost'));
        case undefined:
          return database.batch<Row>(statements);
      }
    },
  };
  return faulty as unknown as D1Database;
}
