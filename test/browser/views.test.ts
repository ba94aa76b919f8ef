import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { seriousProblems } from '../helpers/browser/axe.js';
import { follow, useBrowser } from '../helpers/browser/browser.js';
import { addWager, openSite } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();

async function isNoWiderThanTheWindow(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
  );
}

const cells = (page: Page, column: string) =>
  page.locator(`td[data-column="${column}"]`).allInnerTexts();

describe('the view of a list', () => {
  it('is filtered, given columns, kept as a view and handed to the agents', async () => {
    const site = await openSite(embedded);
    await addWager(site);
    await addWager(site, site.customerIds[1]);
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/weekly_stats' });
    await page.locator('.list-empty').getByRole('link', { name: 'Recompute' }).waitFor();
    await follow(page, '/admin/resources/wagers');
    const total = page.locator('[data-total="amount"]');
    await total.getByText('$200.00').waitFor();

    await page.getByTestId('filter-button').click();
    const panel = page.getByRole('form', { name: 'Filter' });
    const group = (name: string) => panel.getByRole('group', { name, exact: true });
    await group('Status').getByLabel('Comparison').selectOption('is one of');
    await group('Status').getByLabel('Active').check();
    await group('Status').getByLabel('Pending').check();
    await group('Created at').getByLabel('Comparison').selectOption('is on or in');
    await group('Created at').getByLabel('Created at').selectOption('this month');
    await group('Customer').getByLabel('Customer').fill('customer 01');
    await page.getByRole('option', { name: 'Customer 01' }).click();
    await group('Odds').getByLabel('Comparison').selectOption('is not empty');
    await panel.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('1 to 1 of 1').waitFor();
    await total.getByText('$100.00').waitFor();
    const chips = await page.getByRole('list', { name: 'Active filters' }).innerText();
    expect(chips).toMatch(/Status is one of Active, Pending/);
    expect(chips).toMatch(/Created at is this month/);
    expect(chips).toMatch(/Odds is not empty/);

    await page.getByTestId('columns-button').click();
    const columns = page.getByTestId('columns');
    await columns.getByLabel('Updated at').check();
    await columns.getByLabel('Agent').uncheck();
    const up = columns.getByRole('button', { name: 'Move Updated at up' });
    await up.focus();
    for (let step = 0; step < 20; step += 1) await page.keyboard.press('Enter');
    await up.and(page.locator(':focus')).waitFor();
    await columns.getByRole('button', { name: 'Move Updated at down' }).press('Enter');
    await columns.getByRole('button', { name: 'Show these' }).click();
    await page.locator('td[data-column="updated_at"]').waitFor();
    expect(await cells(page, 'agent_id')).toEqual([]);
    const heads = (of: Page) => of.locator('th[scope="col"]').allInnerTexts();
    const ordered = await heads(page);
    expect(ordered[1]).toBe('Updated at');

    await page.getByTestId('views-button').click();
    const views = page.getByTestId('views');
    await views.getByRole('button', { name: 'Save' }).click();
    await views.getByText('give the view a name').waitFor();
    await views.getByLabel('Save this view as').fill('Open this month');
    await views.getByLabel('Share with').selectOption('Agents');
    expect(await seriousProblems(page)).toEqual([]);
    await views.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'View: Open this month' }).waitFor();

    const agent = await browser.signIn(site, 'gus', {
      at: '/admin/resources/wagers',
      colorScheme: 'dark',
      width: 360,
    });
    await agent.page.getByTestId('views-button').click();
    expect(await seriousProblems(agent.page), 'at 360 pixels in the dark').toEqual([]);
    expect(await isNoWiderThanTheWindow(agent.page)).toBe(true);
    await agent.page.getByRole('link', { name: /Open this month/ }).click();
    await agent.page.getByText('1 to 1 of 1').waitFor();
    expect(await cells(agent.page, 'updated_at')).toHaveLength(1);
    expect(await heads(agent.page), 'in the order of the view').toEqual(ordered);
    await agent.page.getByTestId('filter-button').click();
    await agent.page.getByRole('form', { name: 'Filter' }).waitFor();
    expect(await seriousProblems(agent.page), 'its filter').toEqual([]);
    expect(await isNoWiderThanTheWindow(agent.page)).toBe(true);
  });
});

describe('a record', () => {
  it('leads to the rows that refer to it, to the one before and to the next', async () => {
    const site = await openSite(embedded);
    const [first, second] = site.customerIds;
    await addWager(site);
    await addWager(site);
    await addWager(site, second);
    const { page } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/customers?sortBy=name&direction=asc&perPage=25',
      width: 360,
      colorScheme: 'dark',
    });
    await page.getByRole('link', { name: 'Customer 24' }).click();
    const title = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    await title('Customer 24');
    await page.getByTestId('record-next').click();
    await title('Customer 25');
    await page.getByTestId('record-next').click();
    await title('Customer 26');
    await page.getByTestId('record-previous').click();
    await title('Customer 25');

    await follow(page, `/admin/resources/customers/records/${first}/show`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByTestId('copy-id').click();
    await page.getByText('copied').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(first);
    const tabs = page.getByRole('navigation', { name: 'Pages of this record' });
    await tabs.getByRole('link', { name: 'Wagers' }).click();
    await page.getByText('1 to 2 of 2').waitFor();
    await page.locator('[data-total="amount"]').getByText('$200.00').waitFor();
    await page.getByTestId('filter-button').click();
    const panel = page.getByRole('form', { name: 'Filter' });
    await panel.getByRole('group', { name: 'Status' }).getByLabel('Status').selectOption('voided');
    await panel.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('No rows match the filter.').waitFor();
    expect(await seriousProblems(page)).toEqual([]);
    expect(await isNoWiderThanTheWindow(page)).toBe(true);
    await page.getByRole('link', { name: 'Show all rows' }).click();
    await page.getByText('1 to 2 of 2').waitFor();
    await page.locator('.row-link').first().click();
    await page.getByTestId('record-next').click();
    await page.getByTestId('record-previous').waitFor();
    expect(await page.getByTestId('record-next').count()).toBe(0);
    expect(page.url()).toContain(`filters.customer_id%7E%7Eeq=${first}`);
  });

  it('asks before unsaved changes are lost, and never about saved ones', async () => {
    const site = await openSite(embedded);
    const at = '/admin/resources/customers';
    const { page, expectFailure } = await browser.signIn(site, 'ada', { at });
    expectFailure(/^dialog: What you typed is not saved yet/);
    const asked: string[] = [];
    page.on('dialog', (dialog) => void asked.push(dialog.type()));
    await page.getByRole('link', { name: 'Customer 30' }).click();
    await page.getByTestId('action-edit').click();
    const name = page.getByLabel('Name');
    await name.fill('Half');
    const trail = page.getByRole('navigation', { name: 'Where you are' });
    await trail.getByRole('link', { name: 'Customers' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.evaluate('history.back()');
    await expect.poll(() => asked).toEqual(['confirm', 'confirm', 'confirm']);
    expect(await name.inputValue()).toBe('Half');

    // A form without changes can be left.
    await name.fill('Customer 30');
    await trail.getByRole('link', { name: 'Customers' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    expect(asked).toHaveLength(3);

    // A saved form neither, not even at the moment at which the notice appears.
    await page.getByRole('link', { name: 'Customer 30' }).click();
    await page.getByTestId('action-edit').click();
    await name.fill('Customer 31');
    // Nobody is as fast, but a browser that is busy lets others be.
    await page.evaluate(`new MutationObserver((_changes, observer) => {
      if (!document.body.innerText.includes('Customer Customer 31: name changed')) return;
      observer.disconnect();
      document.querySelector('nav[aria-label="Main menu"] a[href="/admin/resources/wagers"]').click();
    }).observe(document.body, { childList: true, subtree: true })`);
    await page.getByTestId('button-save').click();
    // A question would be answered with no, and counted.
    await page.getByRole('heading', { level: 1, name: 'Wagers' }).waitFor();
    expect(asked).toHaveLength(3);
  });
});
