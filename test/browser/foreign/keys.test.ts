import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { query } from '../../helpers/books/book.js';
import { follow, useBrowser } from '../../helpers/browser/browser.js';
import { openSite } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';

const browser = useBrowser();

/** Tables of another program, whose foreign keys are no single primary keys with a name. */
const tables = [
  `CREATE TABLE store (store_id INTEGER PRIMARY KEY, opened INTEGER)`,
  `INSERT INTO store VALUES (1, 1999), (2, 2004)`,
  `CREATE TABLE country (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT)`,
  `INSERT INTO country VALUES (7, 'N/O', 'Norway'), (8, 'CI', 'Ivory Coast')`,
  `CREATE TABLE seat (line TEXT, number INTEGER, name TEXT, PRIMARY KEY (line, number))`,
  `INSERT INTO seat VALUES ('A', 1, 'window'), ('B', 2, 'aisle')`,
  `CREATE TABLE trip (id INTEGER PRIMARY KEY, name TEXT NOT NULL, store_id INTEGER REFERENCES store(store_id),
    country TEXT REFERENCES country(code), line TEXT, number INTEGER,
    FOREIGN KEY (line, number) REFERENCES seat(line, number))`,
];

/** Chooses a row in a reference input, as somebody who types. */
async function choose(page: Page, field: string, text: string, title: string): Promise<void> {
  const input = page.getByTestId(`field-${field}`);
  await input.locator('input').fill(text);
  await input.getByText(title, { exact: true }).last().click();
}

describe('references of a table that another program wrote', () => {
  it('are chosen in a form, link to their rows, and list the rows that refer to one', async () => {
    const site = await openSite(embedded, { tables });
    const { page } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/trip/actions/new',
    });
    await page.getByLabel('Name').fill('North');
    await choose(page, 'store_id', '2', '2');
    await choose(page, 'country', 'nor', 'Norway');
    await choose(page, 'line', 'ais', 'aisle');
    expect(await page.getByLabel('Number').inputValue()).toBe('2');
    await page.getByTestId('button-save').click();
    await page.getByText('Trip North was created').waitFor();
    expect(await query(site.context, 'SELECT * FROM trip')).toEqual([
      { id: 1, name: 'North', store_id: 2, country: 'N/O', line: 'B', number: 2 },
    ]);

    await page.getByRole('link', { name: 'B · aisle' }).waitFor();
    await page.getByRole('link', { name: 'Norway' }).click();
    await page.waitForURL('**/country/records/7/show**');
    await page.getByRole('link', { name: 'Trip' }).last().click();
    await page.getByRole('cell', { name: 'North', exact: true }).waitFor();

    await follow(page, '/admin/resources/trip?filters.country~~eq=CI');
    await page.getByText('Country is Ivory Coast').waitFor();
    await follow(page, '/admin/resources/trip/records/1/edit');
    await page.getByTestId('field-country').getByText('Norway').waitFor();
    await page.getByTestId('field-line').getByText('aisle').waitFor();
  });
});
