import { describe, expect, it } from 'vitest';
import { query } from '../../helpers/books/book.js';
import { follow, useBrowser } from '../../helpers/browser/browser.js';
import { openSite } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';

const browser = useBrowser();

/** A table of another program, with a row, from before the panels are made. */
const supplier = [
  `CREATE TABLE supplier (id INTEGER PRIMARY KEY, company TEXT NOT NULL, address TEXT,
    terms TEXT NOT NULL, seen_at TEXT)`,
  `INSERT INTO supplier VALUES (1, 'Shore & Sons', '12 Quay' || char(10) || 'Second floor',
    'a' || char(13) || char(10) || 'b', '2024-05-06T07:08:09.250+02:00')`,
];

const EDIT = '/admin/resources/supplier/records/1/edit';

describe('the form of a table that another program wrote', () => {
  it('edits a text of several lines in an input of several lines, and changes nothing else', async () => {
    const site = await openSite(embedded, { tables: supplier });
    const { page } = await browser.signIn(site, 'ada', { at: EDIT });
    const address = page.getByLabel('Address');
    await page.locator('textarea').and(address).waitFor();
    await page.locator('input').and(page.getByLabel('Company')).waitFor();
    await address.fill('12 Quay\nSecond floor\nRear door');
    await page.getByTestId('button-save').click();
    await page.getByText('Supplier Shore & Sons: address changed').waitFor();

    await follow(page, EDIT);
    const terms = page.getByLabel('Terms');
    await terms.fill('');
    await terms.pressSequentially('c');
    await page.locator('textarea').and(terms).waitFor();
    await terms.fill('a\nc');
    await page.getByTestId('button-save').click();
    await page.getByText('Supplier Shore & Sons: terms changed').waitFor();
    expect(await query(site.context, 'SELECT address, terms FROM supplier')).toEqual([
      { address: '12 Quay\nSecond floor\nRear door', terms: 'a\r\nc' },
    ]);
  });

  it('edits a time with an offset and a fraction, in the book’s zone', async () => {
    const site = await openSite(embedded, { tables: supplier });
    const { page } = await browser.signIn(site, 'ada', { at: EDIT });
    const seen = page.getByLabel('Seen at (UTC)');
    expect(await seen.inputValue()).toBe('2024-05-06T05:08:09.25');
    await seen.fill('2024-05-06T06:08:09.25');
    await page.getByTestId('button-save').click();
    await page.getByText('Supplier Shore & Sons: seen at changed').waitFor();
    expect(await query(site.context, 'SELECT seen_at FROM supplier')).toEqual([
      { seen_at: '2024-05-06T08:08:09.250+02:00' },
    ]);
  });
});
