import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reloadingAssets } from '../../scripts/dev/reloading-assets.js';
import { builtAssets } from '../../src/admin/panels/assets.js';
import { useBrowser } from '../helpers/browser/browser.js';
import { openSite } from '../helpers/browser/site.js';
import { serveApp } from '../helpers/browser/serve-app.js';
import { embedded, temporaryFolder } from '../helpers/engines/engines.js';

const browser = useBrowser();

it('reloads an open page of npm run dev when the browser’s files are rebuilt', async () => {
  const folder = temporaryFolder();
  fs.cpSync(builtAssets, folder, { recursive: true });
  const assets = reloadingAssets(folder);
  onTestFinished(() => assets.close());
  const site = await openSite(embedded);
  const url = await serveApp(site.context, { assets });
  const { page } = await browser.signIn({ ...site, url }, 'ada');
  await page.evaluate('document.documentElement.dataset.old = "yes"');
  const loaded = page.waitForEvent('load');
  const aside = path.join(folder, 'manifest.json.tmp');
  fs.copyFileSync(path.join(folder, 'manifest.json'), aside);
  fs.renameSync(aside, path.join(folder, 'manifest.json'));
  await loaded;
  await page.getByTestId('dashboard').waitFor();
  expect(await page.evaluate('document.documentElement.dataset.old ?? null')).toBeNull();
});
