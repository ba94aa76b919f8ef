import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startKeeper } from '../../src/ops/backup/keeper.js';
import { prepareCopy } from '../../src/ops/backup/prepare.js';
import { checkNewestCopy } from '../../src/ops/maintenance/check-copy.js';
import { startMaintainer } from '../../src/ops/maintenance/maintainer.js';
import { seriousProblems } from '../helpers/browser/axe.js';
import { setLanguage, useBrowser, visit } from '../helpers/browser/browser.js';
import { englishOn } from '../helpers/browser/every-page.js';
import { openSite } from '../helpers/browser/site.js';
import { d1, embedded, temporaryFolder, type TestEngine } from '../helpers/engines/engines.js';
import { whenDone } from '../helpers/run/shared-world.js';

const browser = useBrowser();
const PAGE = '/admin/pages/maintenance';

/** A site whose server makes copies, with one of them. */
async function openCopiedSite(engine: TestEngine = embedded) {
  const folder = path.join(temporaryFolder(), 'copies');
  fs.mkdirSync(folder);
  const site = await openSite(engine, { env: { BACKUP_FOLDER: folder } });
  const keeper = startKeeper(site.context, prepareCopy);
  const maintainer = startMaintainer(site.context, { keeper, check: checkNewestCopy });
  whenDone(() => Promise.all([maintainer.stop(), keeper?.stop()]));
  await keeper?.copyNow('increment');
  return { site, folder };
}

describe('the page of copies and maintenance', () => {
  it('starts a check by its button, and shows its outcome when it ends', async () => {
    const { site } = await openCopiedSite();
    const { page } = await browser.signIn(site, 'ada', { at: PAGE });
    await page.getByTestId('maintenance-proven').getByText('nothing').waitFor();
    await page.getByTestId('start-check').click();
    await page.getByTestId('outcome-check').getByText('is sound').waitFor();
    await page.getByTestId('maintenance-file').getByText('customers').waitFor();
    expect(await page.getByTestId('start-check').isEnabled()).toBe(true);
  });

  it('checks the copy of a book on D1, and has no button for a copy there', async () => {
    const { site } = await openCopiedSite(d1);
    const { page } = await browser.signIn(site, 'ada', { at: PAGE });
    await page.setViewportSize({ width: 360, height: 900 });
    await page.getByTestId('start-check').click();
    await page.getByTestId('outcome-check').getByText('is sound').waitFor();
    await page.getByTestId('maintenance-copies').getByText('full copy').waitFor();
    await page.getByText('D1 does not allow VACUUM').waitFor();
    expect(await page.getByTestId('start-copy').count()).toBe(0);
    expect(await seriousProblems(page)).toEqual([]);
  });

  it('is readable on a telephone and in Spanish', async () => {
    const { site, folder } = await openCopiedSite();
    const { page } = await browser.signIn(site, 'ada', { at: PAGE });
    await page.getByTestId('start-check').click();
    await page.getByTestId('outcome-check').getByText('is sound').waitFor();
    for (const [language, width] of [
      ['en', 1280],
      ['es', 360],
    ] as const) {
      await setLanguage(page, site.url, language);
      await page.setViewportSize({ width, height: 900 });
      await visit(page, PAGE);
      await page.getByTestId('maintenance-copies').waitFor();
      expect.soft(await seriousProblems(page), language).toEqual([]);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect.soft(overflow, `${width} is too narrow`).toBe(0);
      if (language === 'es') expect.soft(await englishOn(page), folder).toEqual([]);
    }
  });
});
