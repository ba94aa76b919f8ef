import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { makeDoor } from '../../../src/door.js';
import { projectRoot } from '../../../src/paths.js';
import { embedded } from '../../helpers/engines/engines.js';
import { openFrontDoor, type Reply } from '../../helpers/http/front-door.js';
import { API, each, expectPlain, signedIn } from './guard-probes.js';

/** Every address has one spelling: a rule that looks at a path must see what a router sees. */

/** Addresses that answer, of each kind: open ones, account pages, panels, data, files. */
const ROUTES = [
  '/healthz',
  '/readyz',
  '/admin',
  '/admin/login',
  '/admin/login/second-factor',
  '/admin/logout',
  '/admin/account',
  '/admin/account/password',
  '/admin/account/second-factor',
  '/admin/account/signed-in',
  '/admin/api/session',
  '/admin/api/dashboard',
  '/admin/api/pages/figures',
  '/admin/pages/figures',
  '/admin/resources/customers',
  '/admin/resources/customers/records/c1/show',
  '/admin/frontend/assets/app.bundle.js',
  API,
  `${API}/actions/list`,
  `${API}/actions/search/ann`,
  `${API}/records/c1/show`,
];

const escaped = (character: string) =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
const lastOf = (path: string) => path.lastIndexOf('/');

/** Other spellings of a path, each of which some server or proxy takes for the same. */
const SPELLINGS: Record<string, (path: string) => string> = {
  'the first letter in capitals': (path) => path.replace(/[a-z]/, (c) => c.toUpperCase()),
  'all letters in capitals': (path) => path.toUpperCase(),
  'the last letter in capitals': (path) =>
    path.replace(/[a-z](?=[^a-z]*$)/, (c) => c.toUpperCase()),
  'a first letter that is escaped': (path) => path.replace(/[a-z]/, escaped),
  'a last letter that is escaped': (path) => path.replace(/[a-z](?=[^a-z]*$)/, escaped),
  'a letter that is escaped in small digits': (path) =>
    path.replace(/[j-o]/, (c) => escaped(c).toLowerCase()),
  'a letter that is escaped twice': (path) =>
    path.replace(/[a-z]/, (c) => `%25${escaped(c).slice(1)}`),
  'an overlong letter': (path) => path.replace('a', '%C1%A1'),
  'a byte that is no UTF-8': (path) => `${path}%FF`,
  'a broken escape': (path) => `${path}%`,
  'an escape that is no number': (path) => `${path}%zz`,
  'a slash at the end': (path) => `${path}/`,
  'two slashes at the end': (path) => `${path}//`,
  'two slashes in front': (path) => `/${path}`,
  'two slashes in the middle': (path) =>
    `${path.slice(0, lastOf(path))}/${path.slice(lastOf(path))}`,
  'an escaped slash': (path) => `${path.slice(0, lastOf(path))}%2F${path.slice(lastOf(path) + 1)}`,
  'a backslash': (path) => `${path.slice(0, lastOf(path))}\\${path.slice(lastOf(path) + 1)}`,
  'a segment of one dot': (path) => `/.${path}`,
  'a segment of two dots': (path) => `/admin/..${path}`,
  'escaped dots': (path) => `/admin/%2E%2E${path}`,
  'a dot at the end': (path) => `${path}/.`,
  'a parameter of a path': (path) => `${path};a=1`,
  'a parameter of its first segment': (path) => path.replace(/^\/[a-z]+/, (first) => `${first};x`),
  'a NUL': (path) => `${path}%00`,
  'a blank at the end': (path) => `${path}%20`,
  'a line break': (path) => `${path}%0D%0A`,
  'a fragment': (path) => `${path}#x`,
  'another host in front': (path) => `http://127.0.0.1${path}`,
  'a host without a scheme': (path) => `x:80${path}`,
};

function expectOurs(reply: Reply, path: string): void {
  const policy = String(reply.headers['content-security-policy']);
  expect(policy, path).toContain("frame-ancestors 'none'");
  expect(policy, path).toContain("script-src 'self'");
  expect(reply.headers['x-request-id'], path).toMatch(/^[0-9a-f-]{36}$/);
  expect(reply.text, path).toContain(String(reply.headers['x-request-id']));
  expectPlain(reply.text);
}

describe('an address in another spelling', () => {
  const probes = ROUTES.flatMap((route) =>
    Object.entries(SPELLINGS).map(([name, spell]): [string, string] => [name, spell(route)]),
  ).filter(([, path]) => path.startsWith('/') && !ROUTES.includes(path) && !isOtherAddress(path));

  it('is a page of ours that says that there is none', async () => {
    const { door, browser } = await signedIn();
    const found = await each(probes, async ([name, path]) => {
      const reply = await browser.get(path);
      expectOurs(reply, path);
      return [name, path, reply.status];
    });
    expect(found).toEqual(probes.map(([name, path]) => [name, path, 404]));
    expect(door.reached).toEqual([]);
  });

  it('opens nothing without a session', async () => {
    const door = await openFrontDoor(embedded);
    const browser = door.browser();
    const found = await each(probes, async ([, path]) => [path, (await browser.get(path)).status]);
    // Below /admin, what is no page and what needs a session read alike.
    expect(found.filter(([, status]) => ![303, 401, 404].includes(Number(status)))).toEqual([]);
    expect(door.reached).toEqual([]);
  });
});

describe('a link of another site to an export', () => {
  const path = `${API}/actions/list?format=csv`;
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };

  it('opens nothing in any spelling', async () => {
    const { door, browser } = await signedIn();
    expect((await browser.get(path, link)).status).toBe(403);
    const spelled = [
      path.replace('/admin', '/ADMIN'),
      path.replace('/admin', '/Admin'),
      path.replace('/api', '/API'),
      path.replace('/api', '/%61pi'),
      path.replace('/admin', '//admin'),
      path.replace('/api', ';/api'),
    ];
    const found = await each(spelled, async (one) => (await browser.get(one, link)).status);
    expect(found).toEqual(spelled.map(() => 404));
    expect(door.reached).toEqual([]);
  });
});

describe('a router of ours', () => {
  it('matches one case and one number of slashes', () => {
    const sources = fs
      .readdirSync(path.join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'));
    const loose = sources.filter((name) =>
      /\bRouter\(\)/.test(fs.readFileSync(path.join(projectRoot, 'src', name), 'utf8')),
    );
    expect(loose).toEqual([]);
  });
});

describe('a request that the parser of HTTP refuses', () => {
  it('is answered in plain words, with a policy that loads nothing', async () => {
    const door = await openServedDoor();
    const targets = ['\\admin', 'x:80/admin', '%2Fadmin', '/admin\u0000'];
    for (const target of targets) {
      const answer = await sendRaw(door, `GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      expect(answer, target).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(answer).toContain("Content-Security-Policy: default-src 'none'");
      expectPlain(answer);
    }
    const headers = await sendRaw(
      door,
      `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'x'.repeat(40_000)}\r\n\r\n`,
    );
    expect(headers).toMatch(/^HTTP\/1\.1 431 /);
    const expectation = await sendRaw(
      door,
      'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: tea\r\n\r\n',
    );
    expect(expectation).toMatch(/^HTTP\/1\.1 503 /);
  });
});

/**
 * Recognises another text of a search, and another name of a file: the panels answer those, and the
 * files have one name each.
 */
function isOtherAddress(path: string): boolean {
  return /bundle\.jS$|\/actions\/search\/(?:an[nN]|ann%20)$/.test(path);
}

async function openServedDoor(): Promise<number> {
  const door = makeDoor(readConfig({ PORT: '0' }));
  await door.listen();
  onTestFinished(() => door.close());
  return Number(new URL(door.address()).port);
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}
