import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { resources } from '../../../resources/index.js';
import type { PanelsOptions } from '../../../src/admin/panels/panels.js';
import { createApp } from '../../../src/app.js';
import type { Context } from '../../../src/context.js';
import { whenDone } from '../run/shared-world.js';

/** The whole application on a free port until the test ends; answers its address. */
export async function serveApp(context: Context, options: PanelsOptions = {}): Promise<string> {
  const server = http.createServer(await createApp(context, resources, options));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
