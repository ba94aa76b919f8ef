import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { freshD1 } from '../helpers/engines/d1.js';
import { describeOnD1 } from '../helpers/engines/engines.js';
import { whenDone } from '../helpers/run/shared-world.js';
import { PRODUCTION, startServer } from './process.js';

/** A server that starts before its gateway, which is workerd behind a port that opens later. */

const PATIENT_MS = 60_000;
/** As the proxy in front of a server in production sends it. */
const overTls = { 'x-forwarded-proto': 'https' };

interface Gateway {
  env: Record<string, string>;
  /** Opens its port. */
  start(): Promise<void>;
  /** Cuts each request whose body has this text; null cuts none. */
  cut: string | null;
}

async function reservedGateway(): Promise<Gateway> {
  const { url, token } = await freshD1();
  const { origin, pathname } = new URL(url);
  const gateway: Gateway = {
    env: { ...PRODUCTION, D1_TOKEN: token, TRUST_PROXY: 'loopback' },
    start: () => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve)),
    cut: null,
  };
  const server = http.createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      if (gateway.cut !== null && body.includes(gateway.cut)) {
        request.socket.destroy();
        return;
      }
      const { authorization = '' } = request.headers;
      const answer = await fetch(origin + (request.url ?? ''), {
        method: request.method ?? 'GET',
        headers: { authorization, 'content-type': 'application/json' },
        ...(body.length > 0 && { body }),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  // A port that is free now: nobody listens on it until the gateway starts.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  gateway.env['DATABASE_URL'] = `d1+http://127.0.0.1:${port}${pathname}`;
  whenDone(() => {
    server.closeAllConnections();
    server.close();
  });
  return gateway;
}

async function waitFor(url: string, status: number): Promise<void> {
  while ((await fetch(url)).status !== status) await pause(50);
}

describeOnD1('a server whose gateway is away', () => {
  it(
    'waits for it from the start, answers 503 meanwhile, and comes up with it',
    async () => {
      const gateway = await reservedGateway();
      const server = startServer(gateway.env);
      const address = await server.waiting;
      const page = await fetch(`${address}/admin/login`, { headers: { 'accept-language': 'es' } });
      expect([page.status, page.headers.get('retry-after'), page.headers.get('refresh')]).toEqual([
        ...[503, '5', '5'],
      ]);
      expect(await page.text()).toContain('El servidor espera a su base de datos');
      const api = await fetch(`${address}/admin/api/dashboard`);
      expect([api.status, api.headers.get('refresh')]).toEqual([503, null]);
      expect(await api.json()).toMatchObject({
        message: expect.stringContaining('the server waits for its database') as string,
      });
      expect(await (await fetch(`${address}/readyz`)).text()).toBe(
        'not ready\nthe database gateway does not answer, or refuses this server\n',
      );
      await gateway.start();
      expect(await server.address).toBe(address);
      await waitFor(`${address}/readyz`, 200);
      expect((await fetch(`${address}/admin/login`, { headers: overTls })).status).toBe(200);
      server.child.kill('SIGTERM');
      const { code, stdout } = await server.ended;
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /cannot reach the database gateway at 127\.0\.0\.1:\d+: the connection was refused; http:\S+ answers 503 and waits for it\n/,
      );
      expect(stdout).toContain('the database gateway is back\n');
    },
    PATIENT_MS,
  );

  it(
    'waits for it too when it goes away before the panels are loaded',
    async () => {
      const gateway = await reservedGateway();
      await gateway.start();
      gateway.cut = 'table_xinfo';
      const server = startServer(gateway.env);
      const address = await server.address;
      await server.waiting;
      expect((await fetch(`${address}/readyz`)).status).toBe(503);
      expect((await fetch(`${address}/admin/login`)).status).toBe(503);
      gateway.cut = null;
      await waitFor(`${address}/readyz`, 200);
      expect((await fetch(`${address}/admin/login`, { headers: overTls })).status).toBe(200);
      server.child.kill('SIGTERM');
      expect((await server.ended).code).toBe(0);
    },
    PATIENT_MS,
  );

  it(
    'ends with the reason when the gateway that comes refuses its token',
    async () => {
      const gateway = await reservedGateway();
      const server = startServer({ ...gateway.env, D1_TOKEN: 'w'.repeat(40) });
      await server.waiting;
      await gateway.start();
      const { code, stderr } = await server.ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(/error: the database gateway at \S+ refuses the token; set D1_TOKEN/);
    },
    PATIENT_MS,
  );
});
