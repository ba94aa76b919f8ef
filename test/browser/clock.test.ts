import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { bulkRunnerOf } from '../../src/admin/bulk/runner.js';
import { createRun, startRun } from '../../src/services/bulk-runs/bulk-runs.js';
import { balanceOf } from '../helpers/books/book.js';
import { useBrowser, visit } from '../helpers/browser/browser.js';
import { addWager, openSite, type Site } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();
const DAY = 24 * 60 * 60;

/** A site whose clock has gone back two days behind two wagers. */
async function openBehind(): Promise<{ site: Site; first: string; second: string }> {
  const site = await openSite(embedded);
  site.clock.advance(2 * DAY);
  const first = await addWager(site);
  const second = await addWager(site, site.customerIds[1]);
  site.clock.advance(-2 * DAY);
  return { site, first, second };
}

const isWide = (page: Page) =>
  page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );

describe('a clock that is behind the book', () => {
  it('is confirmed by a box beside its label in the form, which then settles', async () => {
    const { site, first } = await openBehind();
    const at = `/admin/resources/wagers/records/${first}/settle`;
    const { page } = await browser.signIn(site, 'ada', { at });
    await page.setViewportSize({ width: 360, height: 900 });
    await page.getByLabel('win').check();
    const box = page.getByLabel('The clock is right: carry on from the later time');
    await box.waitFor();
    expect(await page.getByTestId('confirm').isDisabled()).toBe(true);
    const label = page.getByTestId('field-carryClock').locator('label');
    const [boxAt, labelAt] = [await box.boundingBox(), await label.boundingBox()];
    expect(labelAt?.x).toBeGreaterThan((boxAt?.x ?? 0) + (boxAt?.width ?? 0));
    await box.check();
    await page.getByTestId('preview').getByText('190.91').first().waitFor();
    await page.getByTestId('confirm').click();
    await page.getByTestId('action-reopen').waitFor();
    expect(await balanceOf(site.context, site.customerIds[0])).toBe(90.91);
  });

  it('is named on the page of a run that waits for it', async () => {
    const { site, second } = await openBehind();
    const { run } = await createRun(site.context, site.actors.admin, {
      ...{ id: site.context.newId(), kind: 'wager.settle', result: 'win', reason: null },
      ...{ rows: { ids: [second] }, list: '/admin/resources/wagers' },
    });
    await startRun(site.context, site.actors.admin, run.id);
    await bulkRunnerOf(site.context).resume();
    const { page } = await browser.signIn(site, 'ada');
    await page.setViewportSize({ width: 360, height: 900 });
    await visit(page, `/admin/resources/bulk_runs/records/${run.id}/show`);
    await page.getByTestId('run-waits').getByText('goes on by itself once').waitFor();
    expect(await isWide(page)).toBe(false);
    const count = page.locator('h1 .count');
    expect((await count.boundingBox())?.height).toBeLessThan(30);
  });
});
