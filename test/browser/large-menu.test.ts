import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { foreignTable, foreignTables } from '../helpers/books/foreign-tables.js';
import { seriousProblems } from '../helpers/browser/axe.js';
import { follow, useBrowser, visit } from '../helpers/browser/browser.js';
import { endSessions } from '../helpers/browser/session-end.js';
import { openSite, PASSWORD } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();

const MANY = 280;
/** More than a menu without a filter has. */
const SOME = 30;
const label = (index: number) => `Depot ${String(index).padStart(3, '0')} records`;
const list = (index: number) => `/admin/resources/${foreignTable(index)}`;

const labels = Array.from({ length: MANY }, (_, index) => label(index));

const openTables = (count = SOME) =>
  openSite(embedded, { customers: 3, tables: foreignTables(count) });

const headingOf = (page: Page, index: number) =>
  page.getByRole('heading', { level: 1, name: label(index) });

/** Collects the descriptions of tables that the page requests. */
function descriptionsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const table = /\/admin\/api\/resources\/([^/]+)$/.exec(new URL(request.url()).pathname)?.[1];
    if (table !== undefined) asked.push(table);
  });
  return asked;
}

const isInView = async (page: Page, name: string) => {
  const link = page.getByRole('navigation').first().getByRole('link', { name, exact: true });
  const box = await link.boundingBox();
  return box !== null && box.y > 50 && box.y + box.height < (page.viewportSize()?.height ?? 0);
};

describe('the menu of a book with hundreds of tables', () => {
  it('is filtered while somebody types, and opened by the keyboard alone', async () => {
    const site = await openTables(MANY);
    const { page } = await browser.signIn(site, 'ada');
    const asked = descriptionsOf(page);
    const field = page.getByRole('searchbox', { name: 'Find a table' });
    const menu = page.getByRole('navigation', { name: 'Main menu' });
    const status = menu.getByRole('status');
    const links = () => menu.getByRole('link').allInnerTexts();
    expect((await links()).length).toBeGreaterThan(MANY);

    await field.fill('depot 14');
    expect(await links()).toEqual(labels.filter((name) => name.includes('14')));
    await status.getByText(/^\d+ of \d+ tables$/).waitFor();
    expect(await seriousProblems(page)).toEqual([]);
    await field.press('ArrowDown');
    await menu
      .getByRole('link', { name: label(14) })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await headingOf(page, 114).waitFor();
    expect(new URL(page.url()).pathname).toBe(list(114));
    await page.keyboard.press('Escape');
    await field.and(page.locator(':focus')).waitFor();
    expect(await field.inputValue()).toBe('');
    expect(await isInView(page, label(114))).toBe(true);

    await field.fill('customers');
    await field.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await field.fill('no such table');
    await status.getByText('No table has this name.').waitFor();
    expect(await links()).toEqual([]);
    await menu.getByRole('button', { name: 'Show all tables' }).click();
    expect((await links()).length).toBeGreaterThan(MANY);
    expect(asked).toEqual([foreignTable(114), 'customers']);
  });

  it('opens tables that the page has not described, each once, back and forth', async () => {
    const site = await openTables();
    const { page } = await browser.signIn(site, 'ada', { at: list(3) });
    const asked = descriptionsOf(page);
    await follow(page, list(7));
    await headingOf(page, 7).waitFor();
    await page.goBack();
    await headingOf(page, 3).waitFor();
    await page.goForward();
    await headingOf(page, 7).waitFor();
    expect(asked).toEqual([foreignTable(7)]);
    expect(await page.title()).toBe(`${label(7)} · Fire22 Dashboard`);

    // A form, a new row, and the row's page with its related rows.
    await page.getByRole('link', { name: 'New depot 007 record' }).click();
    await page.getByLabel('Name').fill('North');
    await page.getByTestId('button-save').click();
    await page.getByRole('heading', { level: 1, name: 'North' }).waitFor();
    await page
      .getByRole('navigation', { name: 'Pages of this record' })
      .getByRole('link', { name: label(8) })
      .click();
    await page.getByTestId(`list-${foreignTable(8)}`).waitFor();
    expect(asked).toEqual([foreignTable(7), foreignTable(8)]);
    await page.reload();
    await page.getByTestId(`list-${foreignTable(8)}`).waitFor();
    await headingOf(page, 8).waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'North' }).waitFor();
    expect(asked).toEqual([foreignTable(7), foreignTable(8)]);
    await visit(page, list(SOME - 1));
    expect(await isInView(page, label(SOME - 1))).toBe(true);
  });

  it('is a drawer with the same filter on a telephone, in Spanish', async () => {
    const site = await openTables();
    const { page } = await browser.signIn(site, 'ada', { language: 'es' });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Menú' }).click();
    const field = page.getByRole('searchbox', { name: 'Buscar una tabla' });
    await field.fill('clientes');
    await page
      .getByRole('status')
      .getByText(/^1 de \d+ tablas$/)
      .waitFor();
    expect(await seriousProblems(page)).toEqual([]);
    await field.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Clientes' }).waitFor();
    await field.waitFor({ state: 'hidden' });
    expect(
      await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0);
  });

  it('has no filter while it is short', async () => {
    const site = await openTables();
    const { page } = await browser.signIn(site, 'gus');
    await page.getByRole('navigation', { name: 'Main menu' }).waitFor();
    expect(await page.getByTestId('menu-filter').count()).toBe(0);
  });
});

describe('a table whose description cannot be read', () => {
  it('says so, and opens when somebody tries again', async () => {
    const site = await openTables();
    const { page, expectFailure } = await browser.signIn(site, 'ada');
    const address = `**/admin/api/resources/${foreignTable(5)}`;
    expectFailure(/^failed: .*depot_005/);
    await page.route(address, (route) => route.abort());
    await page.getByTestId('menu-filter').fill('005');
    await page.getByTestId('menu-filter').press('Enter');
    await headingOf(page, 5).waitFor();
    await page.getByRole('alert').getByText('No answer came.').waitFor();
    await page.unroute(address);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByTestId(`list-${foreignTable(5)}`).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('is not there for another role', async () => {
    const site = await openTables();
    const { page, expectFailure } = await browser.signIn(site, 'gus');
    expectFailure(/^404 GET .*depot_005/);
    await page.evaluate(
      `history.pushState({}, '', '${list(5)}'); dispatchEvent(new PopStateEvent('popstate'))`,
    );
    await page.getByRole('alert').getByText('no such page').waitFor();
    expect(await page.content()).not.toContain('mark_of');
  });

  it('leads to the sign-in page and back when the session has ended', async () => {
    const site = await openTables();
    const { page, expectFailure } = await browser.signIn(site, 'ada');
    await endSessions(site);
    expectFailure(/^401 /);
    await page.getByTestId('menu-filter').fill('005');
    await page.getByTestId('menu-filter').press('Enter');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('Username or email').fill('ada');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await headingOf(page, 5).waitFor();
    await page.getByTestId(`list-${foreignTable(5)}`).waitFor();
  });
});
