import { execFileSync } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import zlib from 'node:zlib';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { componentNames, replacedComponents } from '../../../src/admin/contract/component-names.js';
import { assetsPath, createComponentLoader, loadAssets } from '../../../src/admin/panels/assets.js';
import { projectRoot } from '../../../src/paths.js';

const BUILD_SCRIPT = path.join(projectRoot, 'scripts/build-assets.mjs');
const build = () => execFileSync(process.execPath, [BUILD_SCRIPT], { encoding: 'utf8' });

interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

async function serve(): Promise<(url: string, encoding?: string) => Promise<Reply>> {
  const app = express().use(assetsPath, loadAssets().handler);
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return (url, encoding = 'identity') =>
    new Promise((resolve, reject) => {
      http
        .get(
          { port, path: url, agent: false, headers: { 'accept-encoding': encoding } },
          (reply) => {
            const chunks: Buffer[] = [];
            reply.on('data', (chunk: Buffer) => chunks.push(chunk));
            reply.on('end', () => {
              const { statusCode: status = 0, headers } = reply;
              resolve({ status, headers, body: Buffer.concat(chunks) });
            });
          },
        )
        .on('error', reject);
    });
}

describe('the browser’s files', () => {
  it('the same sources are built once', () => {
    expect(build()).toBe('assets are up to date\n');
  });

  it('a file has an address that changes with its content, and is kept for good', async () => {
    const ask = await serve();
    const url = loadAssets().url('components.bundle.js');
    expect(url).toMatch(/^\/admin\/frontend\/assets\/components\.bundle-[\da-f]{12}\.js$/);
    const { status, headers } = await ask(url);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers.vary).toBe('Accept-Encoding');
  });

  it.each([
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
  ])('a file is sent to a browser that accepts %s as %s', async (accepted, sent) => {
    const ask = await serve();
    const url = loadAssets().url('panel.css');
    const plain = (await ask(url)).body;
    const { headers, body } = await ask(url, accepted);
    expect(headers['content-encoding']).toBe(sent);
    expect(Number(headers['content-length'])).toBe(body.length);
    const open = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync };
    const opened = sent === undefined ? body : open[sent as 'br' | 'gzip'](body);
    expect(opened.equals(plain)).toBe(true);
  });

  it.each([
    'components.bundle.js',
    'manifest.json',
    '../manifest.json',
    '..%2fmanifest.json',
    'app.bundle.js',
    '',
  ])('a request for %j is answered with 404, so that nothing is bundled for it', async (name) => {
    const ask = await serve();
    expect((await ask(`${assetsPath}/${name}`)).status).toBe(404);
  });

  it('the bundle holds every component that the server may name', async () => {
    const ask = await serve();
    const script = (await ask(loadAssets().url('components.bundle.js'))).body.toString('utf8');
    const names = [...Object.values(componentNames), ...replacedComponents];
    expect(names.filter((name) => !new RegExp(`[{,]${name}[:,}]`).test(script))).toEqual([]);
  });

  it('the bundle brings neither React nor AdminJS a second time', async () => {
    const ask = await serve();
    const script = (await ask(loadAssets().url('components.bundle.js'))).body.toString('utf8');
    // not by `toContain`, which would print the whole of it
    expect(script.includes('window.React')).toBe(true);
    expect(script.includes('isReactComponent={}')).toBe(false);
    expect(script.includes('process.env')).toBe(false);
  });
});

describe('the component loader', () => {
  it('knows the components without a file that could be bundled at run time', () => {
    const components = createComponentLoader().getComponents();
    expect(Object.keys(components)).toEqual(
      expect.arrayContaining([...Object.values(componentNames), ...replacedComponents]),
    );
    for (const file of Object.values(components)) expect(file).not.toContain('components');
  });
});
