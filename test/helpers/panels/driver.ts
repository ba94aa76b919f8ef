import type { RecordJSON } from 'adminjs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { resources } from '../../../resources/index.js';
import type { BulkRunData, BulkSubject } from '../../../src/admin/contract/bulk.js';
import type { ActionReply, FormReply } from '../../../src/admin/contract/panel.js';
import type { ReconciliationData } from '../../../src/admin/contract/reconciliation.js';
import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import type { Assets } from '../../../src/admin/panels/assets.js';
import { createPanels, type Panels } from '../../../src/admin/panels/panels.js';
import { createPipeline } from '../../../src/app.js';
import type { Context } from '../../../src/context.js';
import { whenDone } from '../run/shared-world.js';

/** The real pipeline with the real panels over HTTP, and signed-in users. */

export interface PanelReply {
  status: number;
  text: string;
  /** Raw bytes of a binary response. */
  bytes: Buffer;
  headers: http.IncomingHttpHeaders;
  json: PanelAnswer;
}

/** Fields of all actions' answers; each answers some of them. */
export interface PanelAnswer extends FormReply, ActionReply, ReconciliationData {
  record: Pick<RecordJSON, 'id' | 'title' | 'errors' | 'recordActions'> & {
    params: Record<string, unknown>;
    populated: Record<string, unknown>;
  };
  records: PanelAnswer['record'][];
  notice: { message: string; type: string };
  redirectUrl: string;
  meta: {
    total: number;
    isCapped: boolean;
    page: number;
    perPage: number;
    sortBy: string;
    direction: string;
    before?: string;
    after?: string;
  };
  /** Answer of an action on all matching rows. */
  subject: BulkSubject;
  /** Data of a bulk run's page. */
  view: BulkRunData;
  /** Text of an error. */
  message: string;
  /** Sign of a request that needs a step-up. */
  stepUp?: { needsCode: boolean };
  /** Limits of a list: actions that it lacks, and why. */
  note?: string;
}

export interface Person {
  get: (path: string) => Promise<PanelReply>;
  post: (path: string, fields?: Record<string, unknown>) => Promise<PanelReply>;
  /** Posts a form as a browser does: multipart, with every line break as CRLF. */
  submit: (path: string, fields: Record<string, string>) => Promise<PanelReply>;
  /** Posts a form that holds files. */
  submitFiles: (
    path: string,
    fields: Record<string, string | File>,
    headers?: Record<string, string>,
  ) => Promise<PanelReply>;
  /** Sends the first half of a form with files; returns a function that cuts the connection. */
  beginFiles: (path: string, fields: Record<string, string | File>) => Promise<() => void>;
  /** A CSV file, or a workbook, as the body. */
  upload: (path: string, file: string | Buffer, signal?: AbortSignal) => Promise<PanelReply>;
  /** Resolves when the answer begins: the test reads on, or closes the connection. */
  open: (
    path: string,
    encoding?: string,
    headers?: Record<string, string>,
  ) => Promise<http.IncomingMessage>;
}

export interface SignInOptions {
  /** False for a session that never steps up by itself. */
  stepsUp?: boolean;
}

export interface PanelServer {
  panels: Panels;
  /**
   * Signs in and steps up. A request that finds its step-up expired types the password again.
   * @param language of the browser; English unless given
   */
  signIn: (
    username: string,
    password: string,
    language?: string,
    options?: SignInOptions,
  ) => Promise<Person>;
}

/** Assets of pages that no browser opens. */
export const stubAssets: Assets = {
  url: (name) => `/admin/frontend/assets/${name}`,
  scripts: () => [],
  handler: (_request, response) => void response.status(404).send('not found'),
};

export async function openPanels(
  context: Context,
  declarations: readonly ResourceDeclaration[] = resources,
  assets = stubAssets,
): Promise<PanelServer> {
  const panels = await createPanels(context, declarations, { assets });
  const app = createPipeline(context, Promise.resolve(panels));
  const server = http.createServer(app);
  // The server would end an idle connection while the next request is on its way.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const agent = new http.Agent({ keepAlive: true });
  whenDone(async () => {
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    panels,
    signIn: (login, password, language = 'en', options = {}) =>
      signIn({ agent, port, login, password, language, ...options }),
  };
}

interface SignIn extends SignInOptions {
  agent: http.Agent;
  port: number;
  login: string;
  password: string;
  language: string;
}

async function signIn(how: SignIn): Promise<Person> {
  const { agent, port, login, password, language, stepsUp = true } = how;
  const form = new URLSearchParams({ login, password }).toString();
  const reply = await send(agent, port, 'POST', '/admin/login', '', { body: form });
  let cookie = cookieIn(reply);
  if (cookie === undefined) throw new Error(`${login} could not sign in: ${reply.text}`);
  const sendAs = async (method: string, path: string, options: SendOptions) => {
    const sent = { language, ...options };
    const answer = await send(agent, port, method, `/admin${path}`, cookie ?? '', sent);
    // A step-up of the test itself renews the session.
    cookie = cookieIn(answer) ?? cookie;
    return toReply(answer);
  };
  let stepping: Promise<boolean> | undefined;
  // Requests of one moment share a step-up: a second one would end the session of the others.
  const stepUp = () =>
    (stepping ??= sendAs('POST', '/api/step-up', { body: JSON.stringify({ password }) })
      .then(({ status }) => status === 200)
      .finally(() => (stepping = undefined)));
  if (stepsUp) await stepUp();
  const ask = async (method: string, path: string, options: SendOptions = {}) => {
    const first = await sendAs(method, path, options);
    const isRefused = stepsUp && first.json.stepUp?.needsCode === false;
    return isRefused && (await stepUp()) ? sendAs(method, path, options) : first;
  };
  return {
    get: (path) => ask('GET', path),
    post: (path, fields = {}) => ask('POST', path, { body: JSON.stringify(fields) }),
    open: (path, encoding = 'identity', more = {}) =>
      new Promise((resolve, reject) => {
        const headers = {
          cookie: cookie ?? '',
          'sec-fetch-site': 'same-origin',
          'accept-encoding': encoding,
          ...more,
        };
        const options = { host: '127.0.0.1', port, path: `/admin${path}`, headers };
        http.get({ ...options, agent: false }, resolve).on('error', reject);
      }),
    submit: async (path, fields) => ask('POST', path, await encodeForm(formOf(fields))),
    submitFiles: async (path, fields, headers = { 'x-form-files': '1' }) =>
      ask('POST', path, { ...(await encodeForm(formOf(fields))), headers }),
    beginFiles: async (path, fields) => {
      const { body, type } = await encodeForm(formOf(fields));
      const headers = {
        ...{ cookie: cookie ?? '', 'sec-fetch-site': 'same-origin', 'x-form-files': '1' },
        ...{ 'content-type': type, 'content-length': body.length },
      };
      const options = { host: '127.0.0.1', port, path: `/admin${path}`, headers };
      const request = http.request({ ...options, method: 'POST', agent: false });
      request.on('error', () => undefined);
      request.write(body.subarray(0, body.length / 2));
      return () => request.destroy();
    },
    upload: (path, file, signal) => ask('POST', path, { body: file, type: 'text/csv', signal }),
  };
}

/** Leaves the device cookie out: a driver is a new browser at each sign-in. */
function sessionCookieIn(lines: readonly string[] = []): string {
  return lines.find((line) => /^(?:__Host-)?fire22=/.test(line)) ?? '';
}

function cookieIn({ cookie }: Sent): string | undefined {
  return /^[^=]+=[^;]+/.exec(cookie)?.[0];
}

function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

async function encodeForm(form: FormData): Promise<{ body: Buffer; type: string }> {
  const body = new Response(form);
  const type = body.headers.get('content-type') ?? '';
  return { body: Buffer.from(await body.arrayBuffer()), type };
}

interface SendOptions {
  body?: string | Buffer;
  headers?: Record<string, string>;
  type?: string;
  signal?: AbortSignal | undefined;
  language?: string;
}

const typeOf = (body: string | Buffer) =>
  String(body).startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded';

interface Sent {
  status: number;
  text: string;
  bytes: Buffer;
  headers: http.IncomingHttpHeaders;
  cookie: string;
}

function send(
  agent: http.Agent,
  port: number,
  method: string,
  path: string,
  cookie: string,
  { body, type, signal, headers, language = 'en' }: SendOptions,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        port,
        signal,
        host: '127.0.0.1',
        path: path.replaceAll(' ', '%20'),
        method,
        headers: {
          'sec-fetch-site': 'same-origin',
          'accept-language': language,
          ...(cookie === '' ? {} : { cookie }),
          ...headers,
          ...(body === undefined
            ? {}
            : { 'content-type': type ?? typeOf(body), 'content-length': Buffer.byteLength(body) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
            bytes: Buffer.concat(chunks),
            headers: response.headers,
            cookie: sessionCookieIn(response.headers['set-cookie']),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function toReply({ status, text, bytes, headers }: Sent): PanelReply {
  const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  return { status, text, bytes, headers, json: json as PanelAnswer };
}
