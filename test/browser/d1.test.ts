import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bulkRunnerOf } from '../../src/admin/bulk/runner.js';
import { openD1 } from '../../src/db/engines/d1/d1.js';
import { balanceOf } from '../helpers/books/book.js';
import { brokenInvariants } from '../helpers/books/invariants.js';
import { follow, signInAs, useBrowser } from '../helpers/browser/browser.js';
import { addWager, openSite, type Site } from '../helpers/browser/site.js';
import { freshD1 } from '../helpers/engines/d1.js';
import { d1, testEngines } from '../helpers/engines/engines.js';

/** The back office on D1, as each role uses it: the pages of the other tests, the other engine. */

const browser = useBrowser();

const tile = (page: Page, name: string) => page.getByTestId(`tile-${name}`).innerText();

const rowsOf = async (page: Page) => {
  await page.locator('.list[aria-busy="false"]').waitFor();
  return page.locator('tbody tr').count();
};

async function placeAndSettle(page: Page, { context, customerIds }: Site): Promise<void> {
  await follow(page, '/admin/resources/wagers/actions/place');
  await page.getByLabel('Customer').fill('customer 01');
  await page.getByRole('option', { name: 'Customer 01' }).click();
  await page.getByLabel('Bet').fill('Bears +3');
  await page.getByLabel('Stake').fill('50');
  await page.getByLabel('Odds').fill('+120');
  await page.getByTestId('confirm').click();
  await page.getByRole('heading', { level: 1, name: 'Wagers' }).waitFor();
  expect(await balanceOf(context, customerIds[0])).toBe(-150);

  await page.getByTestId('filter-button').click();
  const panel = page.getByRole('form', { name: 'Filter' });
  await panel.getByLabel('Description').fill('bears');
  await panel.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('1 to 1 of 1').waitFor();
  await page.locator('tbody .row-link').click();
  await page.getByTestId('action-settle').click();
  await page.getByLabel('win').check();
  await page.getByTestId('preview').getByText('110.00').first().waitFor();
  expect(await balanceOf(context, customerIds[0])).toBe(-150);
  await page.getByTestId('confirm').click();
  await page.getByTestId('action-reopen').waitFor();
  expect(await balanceOf(context, customerIds[0])).toBe(-40);
}

async function settleTheRest(page: Page, { context, customerIds }: Site): Promise<void> {
  await follow(page, '/admin/resources/wagers?filters.status=active');
  expect(await rowsOf(page)).toBe(3);
  await page.getByLabel('Choose all rows of this page').check();
  await page.getByTestId('bulk-settleMany').click();
  await page.getByLabel('loss').check();
  await page.getByTestId('bulk-preview').click();
  await page.getByTestId('preview-changes').getByText('3').waitFor();
  expect(await balanceOf(context, customerIds[1])).toBe(-100);
  await page.getByTestId('start-run').click();
  await page.getByText('The run has finished.').waitFor();
  await follow(page, '/admin/resources/wagers?filters.status=active');
  await page.getByText('No rows match the filter.').waitFor();
}

async function asAdministrator(page: Page, site: Site): Promise<void> {
  expect(await tile(page, 'handle')).toMatch(/\$300\.00/);
  await placeAndSettle(page, site);
  await settleTheRest(page, site);
  await follow(page, '/admin');
  expect(await tile(page, 'handle')).toMatch(/\$350\.00/);
  await page.getByTestId('chart-handle-and-win').locator('a.chart-bar').first().waitFor();

  await follow(page, '/admin/pages/weekly');
  const line = page.locator(`tr[data-id="${site.customerIds[0]}"]`);
  await line.getByRole('link', { name: '-40.00' }).first().click();
  expect(await page.getByTestId('explain-value').innerText()).toBe('-$40.00');
}

async function asAgent(page: Page): Promise<void> {
  expect(await tile(page, 'open')).toMatch(/\b0\b/);
  await follow(page, '/admin/resources/customers?sortBy=name&direction=asc');
  await page.getByText('1 to 25 of 30').waitFor();
  await page.getByTestId('page-next').click();
  await page.getByText('26 to 30 of 30').waitFor();
  await follow(page, '/admin/resources/customers?filters.name=customer 01');
  await page.locator('tbody .row-link').click();
  await page.getByText('-$40.00').first().waitFor();
  await follow(page, '/admin/pages/weekly');
  expect(await page.getByTestId('sheet').innerText()).toMatch(/-240\.00/);
}

async function asCustomer(page: Page, site: Site): Promise<void> {
  expect(await tile(page, 'balance')).toMatch(/-\$40\.00\s+you owe/);
  await follow(page, '/admin/resources/wagers/actions/place');
  await page.getByLabel('Bet').fill('Lions -1.5');
  await page.getByLabel('Stake').fill('10');
  await page.getByLabel('Odds').fill('-110');
  await page.getByTestId('confirm').click();
  await page.getByRole('heading', { level: 1, name: 'Wagers' }).waitFor();
  expect(await rowsOf(page)).toBe(3);
  await page.locator('tbody .row-link').first().click();
  await page.locator('dl.record').getByText('Lions -1.5').waitFor();
  expect(await page.getByTestId('action-settle').count()).toBe(0);
  await follow(page, `/admin/resources/customers/records/${site.customerIds[0]}/show`);
  await page.getByRole('link', { name: 'Statement' }).click();
  const lines = page.getByTestId('statement').locator('tbody tr');
  await lines.nth(3).waitFor();
  expect(await lines.nth(0).innerText()).toMatch(/Wager[^]*-\$10\.00[^]*-\$50\.00/);
}

describe.runIf(testEngines.includes(d1))('the back office on D1', () => {
  it('serves each role, from the sign-in to the money that moved', async () => {
    const site = await openSite(d1);
    onTestFinished(() => bulkRunnerOf(site.context).stop());
    for (const customerId of site.customerIds.slice(0, 3)) await addWager(site, customerId);
    const { page } = await browser.signIn(site, 'ada');
    await asAdministrator(page, site);
    await signInAs(page, site.url, 'gus');
    await asAgent(page);
    await signInAs(page, site.url, 'cleo');
    await asCustomer(page, site);
    expect(await brokenInvariants(site.context)).toEqual([]);
  });

  it('says that the book is being copied, keeps what was typed, and takes it afterwards', async () => {
    const open = async () => {
      const engine = await openD1({ ...(await freshD1()), holdWaitMs: 0 });
      onTestFinished(() => engine.close());
      return engine;
    };
    const site = await openSite({ ...d1, open });
    const { page } = await browser.signIn(site, 'cleo');
    await follow(page, '/admin/resources/wagers/actions/place');
    await page.getByLabel('Bet').fill('Lions -1.5');
    await page.getByLabel('Stake').fill('10');
    await page.getByLabel('Odds').fill('-110');
    const hold = await site.engine.holdWrites?.(300_000, () => undefined);
    await page.getByTestId('confirm').click();
    await page.getByText('the book is being copied and takes no changes').first().waitFor();
    expect(await page.getByLabel('Bet').inputValue()).toBe('Lions -1.5');
    hold?.release();
    await page.getByTestId('confirm').click();
    await page.getByRole('heading', { level: 1, name: 'Wagers' }).waitFor();
    expect(await balanceOf(site.context, site.customerIds[0])).toBe(-10);
  });
});
