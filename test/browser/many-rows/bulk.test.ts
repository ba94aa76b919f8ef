import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import { projectRoot } from '../../../src/paths.js';
import { query } from '../../helpers/books/book.js';
import { brokenInvariants } from '../../helpers/books/invariants.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { follow, useBrowser } from '../../helpers/browser/browser.js';
import { openSite, type Site } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';

/** The operator's day: hundreds of wagers graded from the list, and taken back. */

const browser = useBrowser();
const OF_THE_DAY = 500;
const LATER = 40;
const ASKED = 3;

/** Pictures for the documentation, taken during the bulk run: `SCREENSHOTS=1`. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  await page.screenshot({ path: path.join(projectRoot, 'docs/images', `bulk-${name}.png`) });
}

/** 500 wagers are active since the 4th of March, others since the 5th, and 3 wait for acceptance. */
async function openDay(
  pace: { giveWay?: () => Promise<void>; pauseMs?: number } = {},
): Promise<Site> {
  const site = await openSite(embedded);
  const { context, admin, customerIds } = site;
  await context.database.prepare('UPDATE customers SET betting_limit = 100000').run();
  const [small] = customerIds;
  await placeMany(context, admin, customerIds, OF_THE_DAY);
  await context.database
    .prepare('UPDATE customers SET betting_limit = 500 WHERE id = ?')
    .bind(small)
    .run();
  site.clock.advance(24 * 3600);
  await placeMany(context, admin, customerIds, LATER);
  await placeMany(context, admin, customerIds, ASKED, 'pending');
  const runner = bulkRunnerOf(context, { chunkRows: 50, ...pace });
  onTestFinished(() => runner.stop());
  return site;
}

/** Holds a run after its first part until `goOn`, however fast the machine is. */
function holdAfterFirstPart(): { giveWay: () => Promise<void>; goOn: () => void } {
  let goOn: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (goOn = resolve));
  onTestFinished(() => goOn());
  return { giveWay: () => released, goOn: () => goOn() };
}

async function filterTheDay(page: Page): Promise<void> {
  await page.getByTestId('filter-button').click();
  const panel = page.locator('#filter-panel');
  await panel.getByLabel('Status').selectOption('active');
  const placed = panel.getByRole('group', { name: 'Created at' });
  await placed.getByLabel('From').fill('2026-03-04');
  await placed.getByLabel('To').fill('2026-03-04');
  await page.getByTestId('filter-apply').click();
  await page.getByText('1 to 25 of 500').waitFor();
}

async function statuses(site: Site): Promise<Record<string, number>> {
  const rows = await query<{ status: string; result: string | null; count: number }>(
    site.context,
    'SELECT status, result, count(*) AS count FROM wagers GROUP BY status, result',
  );
  return Object.fromEntries(
    rows.map(({ status, result, count }) => [`${status} ${result}`, count]),
  );
}

const sumOfBalances = async ({ context }: Site) =>
  (await query<{ sum: number }>(context, 'SELECT round(sum(balance), 2) AS sum FROM customers'))[0]
    ?.sum;

describe('the 500 wagers of one day', () => {
  it('are filtered, looked at, settled as win, downloaded and taken back', async () => {
    const { giveWay, goOn } = holdAfterFirstPart();
    const site = await openDay({ giveWay });
    const before = await sumOfBalances(site);
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/wagers' });
    await filterTheDay(page);
    await page.getByLabel('Choose all rows of this page').check();
    await page.getByTestId('bulk-choose-all').click();
    await page.getByText('All 500 rows that match the filter are chosen.').waitFor();
    await picture(page, '1-choose');
    await page.getByTestId('bulk-settleAll').click();

    await page.getByTestId('bulk-subject').getByText('500 wagers where').waitFor();
    await page.getByLabel('win').check();
    await picture(page, '2-what');
    await page.getByTestId('bulk-preview').click();

    await page.getByTestId('preview-changes').getByText('500').waitFor();
    await page.getByTestId('preview-money').getByText('+$95,455.00').waitFor();
    expect(await page.getByTestId('preview-refused').innerText()).toMatch(/\b0$/);
    await picture(page, '3-preview');
    const open = { 'active null': OF_THE_DAY + LATER, 'pending null': ASKED };
    expect(await statuses(site)).toEqual(open);
    await page.getByTestId('start-run').dblclick();

    await page.getByTestId('progress').waitFor();
    await page.getByText('50 of 500').waitFor();
    await picture(page, '4-progress');
    await page.reload();
    await page.getByText('50 of 500').waitFor();
    goOn();
    await page.getByText('The run has finished.').waitFor();
    await picture(page, '5-result');
    expect(await statuses(site)).toEqual({
      ...open,
      'settled win': OF_THE_DAY,
      'active null': LATER,
    });
    expect(await sumOfBalances(site)).toBeCloseTo((before ?? 0) + 95_455, 2);

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('download').click(),
    ]);
    const lines = fs
      .readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(file.suggestedFilename()).toMatch(/^bulk-run-.*\.csv$/);
    expect(lines).toHaveLength(OF_THE_DAY + 1);
    expect(lines.slice(1).every((line) => line.includes(',done,'))).toBe(true);

    await page.getByTestId('undo').click();
    await page.getByLabel('Reason').fill('the score was corrected');
    await page.getByTestId('confirm').click();
    await page.getByTestId('preview-money').getByText('-$95,455.00').waitFor();
    await page.getByTestId('over-limit').waitFor();
    await picture(page, '6-undo');
    await page.getByTestId('start-run').click();
    await page.getByText('The run has finished.').waitFor();
    expect(await statuses(site)).toEqual(open);
    expect(await sumOfBalances(site)).toBe(before);
    expect(await brokenInvariants(site.context)).toEqual([]);

    await page.getByTestId('back-to-list').click();
    await page.getByText('1 to 25 of 500').waitFor();
    await follow(page, '/admin/resources/bulk_runs');
    await page.getByText('wager.reopen').waitFor();
    await picture(page, '7-runs');
  });

  it('keep the finished parts of a run that is cancelled, and change no other row', async () => {
    const { giveWay, goOn } = holdAfterFirstPart();
    const site = await openDay({ giveWay });
    const at = '/admin/resources/wagers/actions/voidAll?filters.status~~in=active,pending';
    const { page } = await browser.signIn(site, 'ada', { at, width: 360 });
    await page.getByTestId('bulk-preview').click();
    await page.getByTestId('preview-changes').getByText('540').waitFor();
    expect(await page.getByTestId('preview-refused').innerText()).toMatch(/\b3$/);
    await page
      .getByTestId('refusals')
      .getByText('3 waiting for acceptance', { exact: true })
      .click();
    await page.getByText('W-1543 waits for acceptance: accept or cancel it').waitFor();
    await picture(page, 'narrow-preview');
    await page.getByTestId('start-run').click();
    await page.getByText('50 of 543').waitFor();
    await picture(page, 'narrow-progress');
    await page.getByTestId('cancel-run').click();
    await page.getByText('The run was cancelled.').waitFor();
    goOn();
    await bulkRunnerOf(site.context).idle();
    expect(await statuses(site)).toEqual({
      'voided void': 50,
      'active null': OF_THE_DAY + LATER - 50,
      'pending null': ASKED,
    });
    await page.getByText('not run').waitFor();
    await picture(page, 'narrow-result');
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await brokenInvariants(site.context)).toEqual([]);
  });
});

describe('a bulk run on a slow server', () => {
  it('reaches its result although each answer takes longer than the pause before the next', async () => {
    // The run has to last until it is asked for more than once.
    const site = await openDay({ pauseMs: 150 });
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/wagers' });
    await filterTheDay(page);
    await page.getByLabel('Choose all rows of this page').check();
    await page.getByTestId('bulk-choose-all').click();
    await page.getByTestId('bulk-settleAll').click();
    await page.getByLabel('win').check();
    await page.getByTestId('bulk-preview').click();
    await page.getByTestId('preview-changes').getByText('500').waitFor();
    await page.route(/\/bulk_runs\/records\/[^/]+\/show/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.continue();
    });
    await page.getByTestId('start-run').click();
    await page.getByTestId('run-result').waitFor();
    expect(await statuses(site)).toMatchObject({ 'settled win': OF_THE_DAY });
  });
});
