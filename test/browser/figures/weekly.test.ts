import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settleWagers } from '../../../src/services/wagers/wagers.js';
import { useBrowser } from '../../helpers/browser/browser.js';
import { addWager, openSite, type Site } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

const browser = useBrowser();
const at = '/admin/pages/weekly';

/** One wager lost, one open: each of 100.00. */
async function openWeek(): Promise<Site> {
  const site = await openSite(embedded);
  const id = await addWager(site);
  await addWager(site);
  await settleWagers(site.context, site.actors.admin, {
    operationId: site.context.newId(),
    ids: [id],
    result: 'loss',
  });
  return site;
}

describe('the weekly page', () => {
  const site = sharedWorld(openWeek);

  it('shows a customer’s week, the rows of every cell, other weeks, and one agent', async () => {
    const { page } = await browser.signIn(site(), 'ada', { at });
    const line = page.locator(`tr[data-id="${site().customerIds[0]}"]`);
    const cells = await line.locator('td').allInnerTexts();
    // carried, seven days from Monday to Sunday, week, payments, settled, open stakes, balance
    expect(cells).toEqual([
      ...['–', '–', '–', '-100.00', '–', '–', '–', '–'],
      ...['-100.00', '–', '-100.00', '100.00', '-200.00'],
    ]);
    // The balance is what people look for: all columns fit on a small laptop's screen.
    await page.setViewportSize({ width: 1280, height: 800 });
    const hidden = await page.evaluate<number>(
      `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.sheet .table-scroll'))`,
    );
    expect(hidden).toBe(0);
    await line.getByRole('link', { name: '-100.00' }).first().click();
    expect(await page.getByTestId('explain-value').innerText()).toBe('-$100.00');
    await page.goBack();
    await line.getByRole('link', { name: '-200.00' }).click();
    await page.getByText('1 to 2 of 2').waitFor();
    await page.goBack();

    await page.getByTestId('sheet-total').waitFor();
    await page.getByTestId('week-before').click();
    await page.getByText('Nobody had a bet').waitFor();
    await page.getByTestId('week-after').click();
    await page.getByTestId('sheet').waitFor();
    await page.getByLabel('Agent', { exact: true }).selectOption({ label: 'Mill Lane' });
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('heading', { name: 'Mill Lane' }).waitFor();
    expect(await page.getByTestId('sheet').count()).toBe(1);
    expect(page.url()).toContain(`agent=${site().otherAgentId}`);
  });

  it('is saved as a file and printed without what surrounds it', async () => {
    const { page } = await browser.signIn(site(), 'gus', { at });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('weekly-csv').click(),
    ]);
    expect(download.suggestedFilename()).toBe('weekly-2026-03-02.csv');
    const text = fs.readFileSync(await download.path(), 'utf8');
    expect(text).toMatch(/^Agent,Customer,Carried,2026-03-02,/);
    expect(text).toContain('Harbor Street,Customer 01,0.00,0.00,0.00,-100.00,');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'Main menu' }).isVisible()).toBe(false);
    expect(await page.getByTestId('weekly-csv').isVisible()).toBe(false);
    expect(await page.getByTestId('sheet').isVisible()).toBe(true);
  });
});
