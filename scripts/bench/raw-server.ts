import Sqlite from 'better-sqlite3';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/**
 * Measures the time of SQLite alone: prepared better-sqlite3 statements and `JSON.stringify` behind
 * a bare HTTP server in a process of its own. Its arguments are the database's file, the reads and
 * the writes as JSON: `GET /NAME` answers a read's rows, `POST /NAME` runs a write with the body's
 * parameters.
 */

export interface RawQuery {
  sql: string;
  params: (string | number)[];
}

/** SQL of one transaction each, with named parameters. */
export type RawWrites = Record<string, readonly string[]>;

const [file = '', reads = '{}', writes = '{}'] = process.argv.slice(2);
const parsed = JSON.parse(writes) as RawWrites;
const sqlite = new Sqlite(file, { readonly: Object.keys(parsed).length === 0 });
sqlite.pragma('cache_size = -32000');
// The setting of the server's own writer.
if (!sqlite.readonly) sqlite.pragma('synchronous = FULL');
const read = new Map(
  Object.entries(JSON.parse(reads) as Record<string, RawQuery>).map(([name, { sql, params }]) => {
    const statement = sqlite.prepare(sql);
    return [name, () => statement.all(...params)];
  }),
);
const write = new Map(
  Object.entries(parsed).map(([name, texts]) => {
    const prepared = texts.map((sql) => sqlite.prepare(sql));
    const run = sqlite.transaction((params: unknown) => {
      for (const statement of prepared) statement.run(params);
    });
    return [name, (params: unknown) => run.immediate(params)];
  }),
);

async function answerRequest(request: http.IncomingMessage): Promise<unknown> {
  const name = decodeURIComponent((request.url ?? '').slice(1));
  if (request.method === 'GET') return read.get(name)?.() ?? null;
  const params = await json(request);
  write.get(name)?.(params);
  return write.has(name);
}

const server = http.createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  answerRequest(request).then(
    (body) => response.end(JSON.stringify(body)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.once('disconnect', () => process.exit());
