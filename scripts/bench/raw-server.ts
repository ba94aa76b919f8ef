import Sqlite from 'better-sqlite3';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What SQLite itself needs: prepared better-sqlite3 statements and `JSON.stringify` behind a bare
 * HTTP server in a process of its own. Started with the database's file and the statements as JSON.
 */

export interface RawStatement {
  sql: string;
  params: (string | number)[];
}

const [file = '', statements = '{}'] = process.argv.slice(2);
const sqlite = new Sqlite(file, { readonly: true });
sqlite.pragma('cache_size = -32000');
const prepared = new Map(
  Object.entries(JSON.parse(statements) as Record<string, RawStatement>).map(
    ([name, { sql, params }]) => [name, { statement: sqlite.prepare(sql), params }],
  ),
);
const server = http.createServer((request, response) => {
  const found = prepared.get(decodeURIComponent((request.url ?? '').slice(1)));
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(found ? found.statement.all(...found.params) : null));
});
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.once('disconnect', () => process.exit());
