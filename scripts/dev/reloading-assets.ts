import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Response } from 'express';
import { assetsPath, builtAssets, loadAssets, type Assets } from '../../src/admin/panels/assets.js';

/**
 * The current files of the browser, and a script that reloads a page when its files are not current
 * any more: after a rebuild, or a restart of the server. The guard and the content security policy
 * treat it like the other scripts.
 */

export interface ReloadingAssets extends Assets {
  /** Ends the streams of events, and stops watching. */
  close(): void;
}

const SCRIPT = '/reload.js';
const EVENTS = '/reload-events';

/** Time after which a browser opens an ended stream again. */
const RETRY_MS = 300;

/** Reads the page's version from its own address, so that it notices a rebuild before the stream opens. */
const script = `{
  const { searchParams } = new URL(document.currentScript.src);
  const listen = () => {
    const events = new EventSource('${assetsPath}${EVENTS}');
    events.onmessage = ({ data }) => {
      if (data !== searchParams.get('version')) location.reload();
    };
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, ${RETRY_MS});
    };
  };
  listen();
}
`;

/** @throws DomainError `configuration` when the assets have not been built */
export function reloadingAssets(folder = builtAssets): ReloadingAssets {
  let built = loadAssets(folder);
  let version = randomUUID();
  let isClosed = false;
  const streams = new Set<Response>();
  // The manifest is the last file that a build writes.
  const watcher = fs.watch(folder, (_event, file) => {
    if (file !== 'manifest.json' || !fs.existsSync(path.join(folder, file))) return;
    built = loadAssets(folder);
    version = randomUUID();
    for (const stream of streams) sendVersion(stream, version);
  });
  return {
    url: (name) => built.url(name),
    scripts: () => [...built.scripts(), `${assetsPath}${SCRIPT}?version=${version}`],
    handler: (request, response, next) => {
      if (request.path === SCRIPT) {
        response.type('js').send(script);
      } else if (request.path === EVENTS) {
        openStream(response);
        sendVersion(response, version);
        if (isClosed) response.end();
        streams.add(response);
        response.on('close', () => streams.delete(response));
      } else {
        void built.handler(request, response, next);
      }
    },
    close: () => {
      isClosed = true;
      watcher.close();
      for (const stream of streams) stream.end();
    },
  };
}

function openStream(response: Response): void {
  // `no-transform` prevents compression, which would hold an event back until the next one.
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform' });
  response.write(`retry: ${RETRY_MS}\n\n`);
}

function sendVersion(response: Response, version: string): void {
  response.write(`data: ${version}\n\n`);
}
