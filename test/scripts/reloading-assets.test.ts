import fs from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reloadingAssets, type ReloadingAssets } from '../../scripts/dev/reloading-assets.js';
import { assetsPath, loadAssets, type Assets } from '../../src/admin/panels/assets.js';
import { readConfig } from '../../src/config.js';
import { serve } from '../../src/serve.js';
import { openBook, PASSWORD } from '../helpers/books/logins.js';
import { embedded, temporaryFolder } from '../helpers/engines/engines.js';
import { openPanels, type Person } from '../helpers/panels/driver.js';
import { PRODUCTION } from '../server/process.js';

/** Pages of `npm run dev`, which reload after a rebuild of the browser's files. */

const SCRIPT = '/reload.js';
const EVENTS = '/reload-events';
const local = (address: string) => address.slice('/admin'.length);

/** Writes a build of this number, as scripts/build-assets.mjs does: the manifest last, by a rename. */
function build(folder: string, number: number): void {
  const names = ['boot.js', 'global.bundle.js', 'design-system.bundle.js', 'app.bundle.js'];
  const entries = [...names, 'components.bundle.js', 'panel.css', 'icon.svg'].map((name) => [
    name,
    { file: name.replace('.', `-${number}.`), type: 'text/plain' },
  ]);
  const aside = path.join(folder, 'manifest.json.tmp');
  fs.writeFileSync(aside, JSON.stringify({ files: Object.fromEntries(entries) as object }));
  fs.renameSync(aside, path.join(folder, 'manifest.json'));
}

function openAssets(): { folder: string; assets: ReloadingAssets } {
  const folder = temporaryFolder();
  build(folder, 1);
  const assets = reloadingAssets(folder);
  onTestFinished(() => assets.close());
  return { folder, assets };
}

async function signInTo(assets: Assets): Promise<Person> {
  const book = await openBook(embedded);
  await book.user('ada');
  const { signIn } = await openPanels(book.context, undefined, assets);
  return signIn('ada', PASSWORD);
}

/** Returns the version of the files that a page names. */
function versionOf(page: string): string {
  return /\/reload\.js\?version=([\w-]+)"/.exec(page)?.[1] ?? '';
}

/** Reads the body of an answer to its end. */
async function textOf(response: IncomingMessage): Promise<string> {
  return Buffer.concat((await response.toArray()) as Buffer[]).toString();
}

/** Yields each message of a stream of events when it arrives. */
async function* messagesOf(stream: IncomingMessage): AsyncGenerator<string, undefined> {
  let text = '';
  for await (const chunk of stream) {
    text += (chunk as Buffer).toString();
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) if (event.startsWith('data: ')) yield event.slice('data: '.length);
  }
}

describe('a page of npm run dev', () => {
  it('has the script that reloads it, with the nonce of its content security policy', async () => {
    const { assets } = openAssets();
    const ada = await signInTo(assets);
    const response = await ada.open('/resources/customers');
    const page = await textOf(response);
    const nonce = /'nonce-(\w+)'/.exec(String(response.headers['content-security-policy']))?.[1];
    expect(page).toContain(
      `<script nonce="${nonce ?? ''}" src="${assetsPath}${SCRIPT}?version=${versionOf(page)}" defer>`,
    );
    const script = await ada.open(local(assetsPath + SCRIPT));
    expect(script.statusCode).toBe(200);
    expect(await textOf(script)).toContain(`EventSource('${assetsPath}${EVENTS}')`);
  });

  it.each(['identity', 'gzip'])(
    'hears of every rebuild, and finds its files (%s)',
    async (encoding) => {
      const { folder, assets } = openAssets();
      const ada = await signInTo(assets);
      const { text } = await ada.get('/resources/customers');
      const stream = await ada.open(local(assetsPath + EVENTS), encoding);
      expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8');
      const messages = messagesOf(stream);
      expect((await messages.next()).value).toBe(versionOf(text));
      build(folder, 2);
      const { value: version } = await messages.next();
      expect(version).not.toBe(versionOf(text));
      const reloaded = (await ada.get('/resources/customers')).text;
      expect(reloaded).toContain(`${assetsPath}/panel-2.css`);
      stream.destroy();
    },
  );

  it('hears of a rebuild that happened before its stream was open', async () => {
    const { folder, assets } = openAssets();
    const ada = await signInTo(assets);
    const { text } = await ada.get('/resources/customers');
    const other = await ada.open(local(assetsPath + EVENTS));
    const told = messagesOf(other);
    await told.next();
    build(folder, 2);
    await told.next();
    const own = await ada.open(local(assetsPath + EVENTS));
    expect((await messagesOf(own).next()).value).not.toBe(versionOf(text));
    for (const stream of [other, own]) stream.destroy();
  });

  it('does not keep the server from stopping', async () => {
    const { assets } = openAssets();
    const ada = await signInTo(assets);
    const open = await ada.open(local(assetsPath + EVENTS));
    assets.close();
    await textOf(open);
    const late = await ada.open(local(assetsPath + EVENTS));
    await textOf(late);
    expect([open.complete, late.complete]).toEqual([true, true]);
  });
});

describe('outside npm run dev', () => {
  it('no page reloads, and no server offers a stream of rebuilds', async () => {
    const assets = loadAssets();
    const ada = await signInTo(assets);
    const { text } = await ada.get('/resources/customers');
    expect(text).toContain(assets.url('components.bundle.js'));
    for (const address of [SCRIPT, EVENTS]) {
      expect(text).not.toContain(address);
      expect((await ada.get(local(assetsPath + address))).status, address).toBe(404);
    }
  });

  it('production refuses to serve reloading pages', async () => {
    const { assets } = openAssets();
    const started = serve(readConfig({ ...PRODUCTION, DATABASE_URL: 'file:data/none.db' }), {
      loadResources: () => Promise.resolve([]),
      loadDevelopmentAssets: () => Promise.resolve(assets),
      say: () => undefined,
    });
    await expect(started).rejects.toThrow('npm run dev does not run in production');
  });
});
