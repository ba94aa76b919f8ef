import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { openD1 } from '../../../src/db/engines/d1/d1.js';
import type { Engine } from '../../../src/db/types.js';
import { freshD1 } from './d1.js';
import { type FaultProxy, startFaultProxy } from './fault-proxy.js';

/** D1 behind networks and servers whose faults a test chooses. */

export const quick = { retry: { firstPauseMs: 1 }, timeoutMs: 2_000 };

/** Opens a D1 engine behind a network whose faults the test chooses. */
export async function openThroughProxy(): Promise<{ engine: Engine; proxy: FaultProxy }> {
  const proxy = await startFaultProxy(await freshD1());
  const engine = await openD1({ ...proxy.address, ...quick });
  onTestFinished(() => engine.close());
  return { engine, proxy };
}

/** Starts a server that is no gateway and answers every request in one way; returns its address. */
export async function startOtherServer(
  answer: (response: http.ServerResponse, url: string) => void,
): Promise<string> {
  const server = http.createServer((request, response) => {
    answer(response, request.url ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const json =
  (body: unknown, status = 200) =>
  (response: http.ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

export const insertAgent = (engine: Engine, id: string, comment = '') =>
  engine.database
    .prepare(`${comment}INSERT INTO agents (id, name, code) VALUES (?, 'Agent', ?)`)
    .bind(id, id);

export const agentCount = (engine: Engine) =>
  engine.database.prepare('SELECT count(*) AS n FROM agents').first('n');
