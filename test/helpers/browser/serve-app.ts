import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { resources } from '../../../resources/index.js';
import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import type { PanelsOptions } from '../../../src/admin/panels/panels.js';
import { createApp } from '../../../src/app.js';
import type { Context } from '../../../src/context.js';
import { whenDone } from '../run/shared-world.js';

/**
 * The whole application behind an address. The sites of a worker take one address in turns: a
 * browser keeps files and compiled scripts by address, so the second site costs it half as much.
 */

/** An empty page of the address, whichever site is there, or none. */
export const EMPTY_PAGE = '/between-tests';

interface Address {
  url: string;
  /** The site that has the address. */
  app: http.RequestListener | null;
}

let shared: Promise<Address> | undefined;

/** Opens the address that sites take in turns; it stays open as long as the worker. */
export function sharedAddress(): Promise<Address> {
  shared ??= listenInTurns();
  return shared;
}

/**
 * Serves the application until the test ends; returns its address.
 * @param declarations of further tables
 */
export async function serveApp(
  context: Context,
  options: PanelsOptions = {},
  declarations: readonly ResourceDeclaration[] = [],
): Promise<string> {
  const app = await createApp(context, [...resources, ...declarations], options);
  const address = await sharedAddress();
  if (address.app !== null) return serveBeside(app);
  address.app = app;
  whenDone(() => {
    address.app = null;
  });
  return address.url;
}

async function listenInTurns(): Promise<Address> {
  const server = http.createServer((request, response) => {
    if (request.url === EMPTY_PAGE) response.setHeader('content-type', 'text/html').end();
    else if (address.app) address.app(request, response);
    else response.writeHead(503).end();
  });
  const address: Address = { url: await listen(server), app: null };
  server.unref();
  return address;
}

/** A second site while the first still has the shared address. */
async function serveBeside(app: http.RequestListener): Promise<string> {
  const server = http.createServer(app);
  whenDone(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return listen(server);
}

async function listen(server: http.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
