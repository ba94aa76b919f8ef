import type { RowsRead } from './rows-read.js';

/** Notes the rows that D1 reads for each statement, which the gateway does not pass on. */

/** The database as the gateway uses it; each statement that it runs is added to the log. */
export function metered(database: D1Database, log: RowsRead[]): D1Database {
  const withSession = (constraint?: string): D1DatabaseSession => {
    const session = database.withSession(constraint);
    const run = session.batch.bind(session);
    const prepareOne = session.prepare.bind(session);
    const texts = new WeakMap<D1PreparedStatement, string>();
    const note = (sql: string, { results, meta }: D1Result) => {
      const answered = countIn(results) ?? results.length;
      log.push({ sql, rowsRead: meta.rows_read, answered });
    };
    const prepare = (sql: string) => {
      const statement = prepareOne(sql);
      const bind = statement.bind.bind(statement);
      statement.bind = (...values) => {
        const bound = bind(...values);
        texts.set(bound, sql);
        const raw = bound.raw.bind(bound);
        // `raw` answers rows without counts: the read runs once more for them.
        const counted = async (options: never) => {
          note(sql, await bound.all());
          return raw(options);
        };
        return Object.assign(bound, { raw: counted });
      };
      return statement;
    };
    const batch = async <Row>(statements: D1PreparedStatement[]): Promise<D1Result<Row>[]> => {
      const results = await run<Row>(statements);
      statements.forEach((statement, index) => {
        const result = results[index];
        if (result) note(texts.get(statement) ?? '', result);
      });
      return results;
    };
    return Object.assign(session, { prepare, batch });
  };
  return Object.assign(Object.create(database), { withSession }) as D1Database;
}

/** The number that a statement counted, where that is all that it answers. */
function countIn([row, ...others]: readonly unknown[]): number | undefined {
  const [[name, value] = [], ...rest] = Object.entries(row ?? {});
  const isCount = others.length === 0 && rest.length === 0 && name === 'total';
  return isCount && typeof value === 'number' ? value : undefined;
}
