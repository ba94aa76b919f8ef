import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { follow, useBrowser } from '../helpers/browser/browser.js';
import { addWager, openSite } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';
import { sharedWorld } from '../helpers/run/shared-world.js';

const browser = useBrowser();

const CUSTOMERS = '/admin/resources/customers';

const cells = (page: Page, column: string) =>
  page.locator(`td[data-column="${column}"]`).allInnerTexts();

describe('the menu', () => {
  it('opens all eight lists', async () => {
    const site = await openSite(embedded);
    await addWager(site);
    const { page } = await browser.signIn(site, 'ada');
    const menu = page.getByRole('navigation', { name: 'Main menu' });
    const rows: Record<string, number> = {
      Wagers: 1,
      Transactions: 1,
      Customers: 25,
      Agents: 2,
      Logins: 4,
      'Weekly stats': 0,
      'KPI metrics': 0,
      Activities: 2,
    };
    for (const [name, count] of Object.entries(rows)) {
      await menu.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.locator('.list[aria-busy="false"]').waitFor();
      expect(await page.locator('tbody tr').count(), name).toBe(count);
      expect(await page.title()).toBe(`${name} · Fire22 Dashboard`);
    }
  });
});

describe('a list', () => {
  const site = sharedWorld(() => openSite(embedded));

  it('filters, names its filters, and keeps them in the address', async () => {
    const { page } = await browser.signIn(site(), 'ada', { at: CUSTOMERS });
    await page.getByTestId('filter-button').click();
    const panel = page.getByRole('form', { name: 'Filter' });
    await panel.getByLabel('Name').fill('customer 1');
    await panel.getByRole('group', { name: 'Betting limit' }).getByLabel('From').fill('515');
    await panel.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('1 to 5 of 5').waitFor();
    expect((await cells(page, 'name')).sort()).toEqual(
      [15, 16, 17, 18, 19].map((number) => `Customer ${number}`),
    );
    const chips = page.getByRole('list', { name: 'Active filters' });
    expect(await chips.innerText()).toMatch(/Name contains customer 1/);
    expect(await chips.innerText()).toMatch(/Betting limit from \$515\.00/);

    await page.reload();
    await page.getByText('1 to 5 of 5').waitFor();
    await chips.getByRole('link', { name: /filter on betting limit/i }).click();
    await page.getByText('1 to 10 of 10').waitFor();
  });

  it('filters by a reference that is searched for, and by a status', async () => {
    const { page } = await browser.signIn(site(), 'ada', { at: CUSTOMERS });
    await page.getByTestId('filter-button').click();
    const panel = page.getByRole('form', { name: 'Filter' });
    await panel.getByLabel('Agent').fill('mill');
    await page.getByRole('option', { name: 'Mill Lane' }).click();
    await panel.getByLabel('Status').selectOption('active');
    await panel.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('1 to 1 of 1').waitFor();
    expect(await cells(page, 'name')).toEqual(['Somebody Else']);
    await page.getByText('Agent is Mill Lane').waitFor();

    await page.getByTestId('filter-button').click();
    const agent = panel.getByRole('group', { name: 'Agent' });
    await agent.getByRole('combobox', { name: 'Comparison' }).selectOption('ne');
    await agent.getByLabel('Agent', { exact: true }).fill('mill');
    await page.getByRole('option', { name: 'Mill Lane' }).click();
    await panel.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('1 to 25 of 30').waitFor();
    await page.getByText('Agent is not Mill Lane').waitFor();

    await page.getByTestId('filter-button').click();
    await agent.getByRole('combobox', { name: 'Comparison' }).selectOption('in');
    for (const name of ['Mill Lane', 'Harbor Street']) {
      await agent.getByLabel('Agent', { exact: true }).fill(name);
      await page.getByRole('option', { name }).click();
      await agent.getByRole('listitem').filter({ hasText: name }).waitFor();
    }
    await panel.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('1 to 25 of 31').waitFor();
    await page.getByText('Agent is one of Mill Lane, Harbor Street').waitFor();
    await page.getByTestId('filter-button').click();
    await agent.getByRole('button', { name: `Remove ${site().agentId}` }).click();
    await panel.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('1 to 1 of 1').waitFor();
  });

  it('says that nothing matches, and what is wrong with a filter of a hand-written address', async () => {
    const { page } = await browser.signIn(site(), 'ada', {
      at: `${CUSTOMERS}?filters.name=nobody&filters.nonsense=1`,
    });
    await page.getByText('No rows match the filter.').waitFor();
    await page.getByText('a filter on an unknown column was ignored', { exact: false }).waitFor();
  });

  it('sorts both ways by a click on a column, pages, and shows more rows on a page', async () => {
    const { page } = await browser.signIn(site(), 'ada', { at: CUSTOMERS });
    const head = page.getByRole('columnheader', { name: 'Betting limit' });
    await head.getByRole('link').click();
    await page.locator('th[aria-sort="ascending"]').waitFor();
    const up = await cells(page, 'betting_limit');
    expect(up[0]).toBe('$501.00');
    await head.getByRole('link').click();
    await page.locator('th[aria-sort="descending"]').waitFor();
    expect((await cells(page, 'betting_limit')).slice(0, 3)).toEqual([
      '$1,000.00',
      '$530.00',
      '$529.00',
    ]);

    await follow(page, `${CUSTOMERS}?sortBy=name&direction=asc`);
    await page.getByText('1 to 25 of 31').waitFor();
    await page.getByTestId('page-next').click();
    await page.getByText('26 to 31 of 31').waitFor();
    expect(await cells(page, 'name')).toEqual([
      ...[26, 27, 28, 29, 30].map((number) => `Customer ${number}`),
      'Somebody Else',
    ]);
    await page.getByLabel('Rows per page').selectOption('50');
    await page.getByText('1 to 31 of 31').waitFor();

    await follow(page, `${CUSTOMERS}?page=999999&filters.name=customer`);
    await page.getByText('There are no rows on this page.').waitFor();
    expect(await page.locator('.pager').getByRole('link').allInnerTexts()).toEqual([
      'Previous',
      '1',
      '2',
    ]);
    await page.getByRole('link', { name: 'Go to the first page' }).click();
    await page.getByText('1 to 25 of 30').waitFor();
  });
});

describe('the way back to a list', () => {
  it('keeps the filter, also after a change of a record', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'ada', {
      at: `${CUSTOMERS}?filters.name=Customer%2007`,
    });
    await page.getByRole('link', { name: 'Customer 07' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customer 07' }).waitFor();
    const trail = page.getByRole('navigation', { name: 'Where you are' });
    await trail.getByRole('link', { name: 'Customers' }).click();
    await page.getByText('1 to 1 of 1').waitFor();
    expect(page.url()).toContain('filters.name=Customer');

    await page.getByRole('link', { name: 'Customer 07' }).click();
    await page.getByTestId('action-edit').click();
    await page.getByLabel('Phone').fill('555 0107');
    await page.getByTestId('button-save').click();
    await page.getByText('Customer Customer 07: phone changed').waitFor();
    expect(page.url()).toContain('filters.name=Customer');
    await page.goBack();
    await page.goBack();
    await page.getByText('1 to 1 of 1').waitFor();
    await page.getByRole('list', { name: 'Active filters' }).waitFor();
  });
});
