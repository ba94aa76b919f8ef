import type { RequestHandler } from 'express';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createPipeline } from '../../../src/app.js';
import type { Role } from '../../../src/domain/actor.js';
import type { PanelRoutes, PanelSource } from '../../../src/http/guard/panel-routes.js';
import { openBook, PASSWORD, type Book } from '../books/logins.js';
import type { TestEngine } from '../engines/engines.js';

/** The pipeline over real HTTP, with panels that only record their requests. */

/** Name of the session's cookie outside production. */
export const SESSION_COOKIE = 'fire22';
/** A page that needs a session, and the sign-in page that stands in its place without one. */
export const PANEL = '/admin/resources/customers';
export const LOGIN = `/admin/login?next=${encodeURIComponent(PANEL)}`;

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

export interface Ask {
  method?: string;
  headers?: http.OutgoingHttpHeaders;
  /** An object becomes a form. */
  body?: Record<string, string> | string | Buffer;
}

export interface FrontDoor extends Book {
  port: number;
  /** Requests that reached the panels' routers, with their fields. */
  reached: { method: string; path: string; role: Role; fields: unknown; user: unknown }[];
  ask(path: string, options?: Ask): Promise<Reply>;
  /** Opens another browser, which sends these headers each time. */
  browser(headers?: http.OutgoingHttpHeaders): Browser;
}

/** A browser that keeps cookies and names the site's own pages as the origin of its requests. */
export interface Browser {
  cookies: Map<string, string>;
  get(path: string, headers?: http.OutgoingHttpHeaders): Promise<Reply>;
  post(path: string, body?: Ask['body'], headers?: http.OutgoingHttpHeaders): Promise<Reply>;
  /** Sends any method, without a body. */
  send(method: string, path: string): Promise<Reply>;
  signIn(login: string, password?: string): Promise<Reply>;
  /** Types the password again, as forms of the panels do. */
  stepUp(password?: string): Promise<Reply>;
}

export const stubRoutes: PanelRoutes = {
  resources: new Map([
    [
      'customers',
      new Map([
        ['list', { type: 'resource', methods: ['GET'] }],
        ['search', { type: 'resource', methods: ['GET'] }],
        ['new', { type: 'resource', methods: ['GET', 'POST'] }],
        ['show', { type: 'record', methods: ['GET'] }],
        ['import', { type: 'resource', methods: ['GET', 'POST'], uploadBytes: 2_000 }],
        ['edit', { type: 'record', methods: ['GET', 'POST'], formFileBytes: 2_000 }],
        ['settle', { type: 'record', methods: ['POST'] }],
        ['settleMany', { type: 'bulk', methods: ['POST'] }],
        ['export', { type: 'resource', methods: ['GET'], share: 'exports' }],
        ['settleAll', { type: 'resource', methods: ['GET', 'POST'], share: 'previews' }],
      ]),
    ],
  ]),
  pages: new Map([['figures', ['GET']]]),
};

export async function openFrontDoor(
  engine: TestEngine,
  env: Record<string, string> = {},
  answer: RequestHandler = (_request, response) => void response.json({ reached: true }),
): Promise<FrontDoor> {
  const book = await openBook(engine, env);
  const reached: FrontDoor['reached'] = [];
  const routerFor =
    (role: Role): RequestHandler =>
    (request, response, next) => {
      const { fields } = request as unknown as { fields: unknown };
      const { adminUser } = request.session as unknown as { adminUser: unknown };
      reached.push({ method: request.method, path: request.path, role, fields, user: adminUser });
      if (request.path === '/resources/customers') response.send('<html>panel</html>');
      else void answer(request, response, next);
    };
  const panels: PanelSource = { routes: () => stubRoutes, routerFor };
  const app = createPipeline(book.context, Promise.resolve(panels));
  const port = await listen(app);
  const ask = (path: string, options: Ask = {}) => send(port, path, options);
  return {
    ...book,
    port,
    reached,
    ask,
    browser: (headers = {}) => createBrowser(ask, headers),
  };
}

/** Opens a browser at a server that was started elsewhere. */
export function browserAt(port: number): Browser {
  return createBrowser((path, options = {}) => send(port, path, options), {});
}

/** Follows a browser's next click: 200 at the panel, else the address of the sign-in page. */
export async function nextClick(browser: Browser): Promise<number | string | undefined> {
  const reply = await browser.get(PANEL);
  return reply.status === 200 ? 200 : reply.headers.location;
}

async function listen(app: http.RequestListener): Promise<number> {
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function send(port: number, path: string, { method = 'GET', headers = {}, body }: Ask) {
  return new Promise<Reply>((resolve, reject) => {
    const form = typeof body === 'object' && !Buffer.isBuffer(body);
    const payload = form ? new URLSearchParams(body).toString() : body;
    const request = http.request(
      {
        port,
        host: '127.0.0.1',
        path,
        method,
        agent: false,
        headers: {
          ...(payload === undefined || 'transfer-encoding' in headers
            ? {}
            : { 'content-length': Buffer.byteLength(payload) }),
          ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(payload);
  });
}

function createBrowser(ask: FrontDoor['ask'], extra: http.OutgoingHttpHeaders): Browser {
  const cookies = new Map<string, string>();
  const go = async (path: string, options: Ask) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await ask(path, {
      ...options,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(cookie === '' ? {} : { cookie }),
        ...extra,
        ...options.headers,
      },
    });
    for (const line of reply.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return reply;
  };
  return {
    cookies,
    get: (path, headers = {}) => go(path, { headers }),
    post: (path, body = {}, headers = {}) => go(path, { method: 'POST', body, headers }),
    send: (method, path) => go(path, { method }),
    signIn: (login, password = PASSWORD) =>
      go('/admin/login', { method: 'POST', body: { login, password } }),
    stepUp: (password = PASSWORD) =>
      go('/admin/api/step-up', { method: 'POST', body: { password } }),
  };
}
