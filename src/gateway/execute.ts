import { Failure } from './failures.js';
import {
  type ExecuteAnswer,
  type ExecuteRequest,
  fromWire,
  isWireBlob,
  TIME_LIMIT_MS,
  toWire,
  type WireResult,
  type WireStatement,
  type WireValue,
} from './protocol.js';
import { onlyReads } from './sql-text.js';

/** Runs the statements of one request on D1: several are one atomic batch. */
export async function execute(database: D1Database, body: string): Promise<ExecuteAnswer> {
  const { statements, session: constraint } = parseRequest(body);
  const session = database.withSession(constraint ?? 'first-primary');
  const prepared = statements.map(({ sql, params }) =>
    session.prepare(sql).bind(...params.map(fromWire)),
  );
  const [first] = prepared;
  const results =
    statements.length === 1 && first && onlyReads(statements[0]?.sql ?? '')
      ? [await withinLimit(readOne(first))]
      : (await withinLimit(session.batch<Row>(prepared))).map(toWireResult);
  return { results, bookmark: session.getBookmark() };
}

type Row = Record<string, unknown>;

/** Reads by `raw`: D1's `batch` and `all` lose columns that share a name. */
async function readOne(statement: D1PreparedStatement): Promise<WireResult> {
  const [columns, ...rows] = await statement.raw({ columnNames: true });
  return { columns, rows: rows.map((row) => row.map(fromD1)), changes: 0, lastRowId: 0 };
}

function toWireResult({ results, meta }: D1Result<Row>): WireResult {
  const columns = Object.keys(results[0] ?? {});
  return {
    columns,
    rows: results.map((row) => columns.map((column) => fromD1(row[column]))),
    changes: meta.changes,
    lastRowId: meta.last_row_id,
  };
}

/** Encodes a value; D1 returns blobs as arrays of bytes. */
function fromD1(value: unknown): WireValue {
  return Array.isArray(value) ? toWire(Uint8Array.from(value as number[])) : (value as WireValue);
}

function withinLimit<T>(work: Promise<T>): Promise<T> {
  let timer = 0;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Failure('interrupted', `D1 did not answer within ${TIME_LIMIT_MS / 1000} s`));
    }, TIME_LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/** @throws Failure `invalid` naming the problem, without a part of the request */
function parseRequest(body: string): ExecuteRequest {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch {
    throw new Failure('invalid', 'the request is not JSON');
  }
  if (typeof request !== 'object' || Array.isArray(request)) {
    throw new Failure('invalid', 'the request is an object with statements');
  }
  const { statements, session } = (request ?? {}) as Partial<Record<string, unknown>>;
  if (!Array.isArray(statements) || statements.length === 0) {
    throw new Failure('invalid', 'statements is a list of at least one statement');
  }
  if (!statements.every(isStatement)) {
    throw new Failure('invalid', 'a statement is { sql: text, params: list of values }');
  }
  if (session !== undefined && (typeof session !== 'string' || session === '')) {
    throw new Failure('invalid', 'session is a text');
  }
  return { statements, session };
}

function isStatement(value: unknown): value is WireStatement {
  if (typeof value !== 'object' || value === null) return false;
  const { sql, params } = value as Partial<Record<string, unknown>>;
  return (
    typeof sql === 'string' && sql.trim() !== '' && Array.isArray(params) && params.every(isValue)
  );
}

function isValue(value: unknown): value is WireValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return true;
  return isWireBlob(value);
}
