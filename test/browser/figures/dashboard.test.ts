import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { follow, useBrowser } from '../../helpers/browser/browser.js';
import { addWager, openSite, type Site } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

const browser = useBrowser();
const WEEKS = 26;

/** Waits for the bars: charts come after the tiles, and their bars after their width is known. */
const charts = async (page: Page) => {
  const chart = page.getByTestId('chart-handle-and-win');
  await chart.locator('a.chart-bar').first().waitFor();
  return chart;
};

/** Two wagers of 100.00, both open. */
async function openWithWagers(): Promise<Site> {
  const site = await openSite(embedded);
  await addWager(site);
  await addWager(site);
  return site;
}

describe('the first page', () => {
  const site = sharedWorld(openWithWagers);

  it('leads from a tile to its list and to its explanation', async () => {
    const { page } = await browser.signIn(site(), 'ada');
    const tile = page.getByTestId('tile-handle');
    expect(await tile.innerText()).toMatch(/Handle\s+\$200\.00\s+Last week \$0\.00/);
    await tile.getByRole('link', { name: /^Handle/ }).click();
    await page.getByText('1 to 2 of 2').waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Explain handle' }).click();
    expect(await page.getByTestId('explain-value').innerText()).toBe('$200.00');
    expect(await page.getByTestId('explain-total').innerText()).toBe('$200.00');
  });

  it('draws charts as a table too, and one tab stop each for the keyboard to walk from', async () => {
    const { page } = await browser.signIn(site(), 'ada');
    const chart = await charts(page);
    await chart.getByText('As a table').click();
    expect(await chart.locator('tbody tr').count()).toBe(WEEKS);
    expect(await chart.locator('tbody tr').first().innerText()).toMatch(/this week.*\$200\.00/s);

    expect(await chart.locator('a.chart-bar').count()).toBe(2 * WEEKS);
    expect(await chart.locator('a.chart-bar[tabindex="0"]').count()).toBe(1);
    await chart.locator('a.chart-bar[tabindex="0"]').focus();
    const focused = () => page.locator(':focus').getAttribute('aria-label');
    expect(await focused()).toMatch(/^Handle, .*this week, so far.*: \$200\.00$/);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toMatch(/^Gross win, /);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toMatch(/^Handle, .*: \$0\.00$/);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByText('1 to 2 of 2').waitFor();
  });

  it('shows an agent its own figures', async () => {
    const { page } = await browser.signIn(site(), 'gus');
    expect(await page.getByTestId('tile-open').innerText()).toMatch(/Open wagers\s+2/);
    expect(await page.locator('.chart').count()).toBe(0);
    const cut = await page.evaluate<number>(
      `[...document.querySelectorAll('.tile')].filter((one) => one.scrollWidth > one.clientWidth).length`,
    );
    expect(cut, 'tiles whose text runs out of them').toBe(0);
    await page.setViewportSize({ width: 360, height: 740 });
    const icon = await page.locator('.quick-find-button .adminjs_Icon').boundingBox();
    expect(icon?.width).toBeGreaterThanOrEqual(16);
  });

  it('shows a customer its own figures', async () => {
    const { page } = await browser.signIn(site(), 'cleo');
    const balance = await page.getByTestId('tile-balance').innerText();
    expect(balance).toMatch(/-\$200\.00\s+you owe/);
    await follow(page, '/admin/resources/transactions?filters.status=completed');
    await page.getByText('1 to 2 of 2').waitFor();
  });
});
