import express, { type Express, type RequestHandler } from 'express';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toListener } from '../../../src/http/errors/last-answer.js';
import { expectPlain } from '../guard/guard-probes.js';

/** Failures behind and inside the handlers that should have answered. */

const secret = () => new Error('SELECT password_hash FROM users at /srv/app.js:1:2');
const thrown: RequestHandler = () => {
  throw secret();
};

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  logged: unknown[];
}

async function ask(prepare: (app: Express) => void): Promise<Answer> {
  const app = express();
  app.disable('x-powered-by');
  // Express prints stacks in this environment.
  app.set('env', 'development');
  prepare(app);
  const logged: unknown[] = [];
  const log = { error: (...parts: unknown[]) => logged.push(parts) } as never;
  const server = http.createServer(toListener(app, log));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`);
  const { status, headers } = response;
  return { status, headers, text: await response.text(), logged };
}

describe('a request that no handler of ours ends', () => {
  it.each<[string, number, (app: Express) => void]>([
    ['nobody takes it', 404, () => undefined],
    ['a handler throws', 500, (app) => app.use(thrown)],
    ['a promise is rejected', 500, (app) => app.use(() => Promise.reject(secret()))],
    [
      'the handler of errors throws',
      500,
      (app) =>
        app.use(thrown).use(((_error, _request, _response, _next) => {
          throw secret();
        }) as express.ErrorRequestHandler),
    ],
    [
      'it fails after it has begun its headers',
      500,
      (app) =>
        app.use((_request, response, next) => {
          response.set({ 'Set-Cookie': 'a=b', 'Content-Encoding': 'br', ETag: '"1"' });
          next(secret());
        }),
    ],
    ['a router in it throws', 500, (app) => app.use(express.Router().use(thrown))],
  ])('is ended by us when %s', async (_why, status, prepare) => {
    const answer = await ask(prepare);
    expect(answer.status).toBe(status);
    expectPlain(answer.text);
    expect(answer.text).not.toContain('password');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.logged).toHaveLength(status === 500 ? 1 : 0);
  });

  it('is broken off when half of its answer was sent', async () => {
    const failed = ask((app) =>
      app.use((_request, response, next) => {
        response.set('Content-Length', '100').write('half');
        setImmediate(() => next(secret()));
      }),
    );
    await expect(failed).rejects.toThrow();
  });
});
