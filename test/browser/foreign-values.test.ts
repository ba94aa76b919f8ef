import { describe, expect, it } from 'vitest';
import { query } from '../helpers/books/book.js';
import { openSite, useBrowser } from '../helpers/browser/browser.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();

/** A table that another program wrote, there before the panels are made. */
const supplier = [
  `CREATE TABLE supplier (id INTEGER PRIMARY KEY, company TEXT NOT NULL, address TEXT,
    terms TEXT NOT NULL, seen_at TEXT)`,
  `INSERT INTO supplier VALUES (1, 'Shore & Sons', '12 Quay' || char(10) || 'Second floor',
    'a' || char(13) || char(10) || 'b', '2024-05-06T07:08:09.250+02:00')`,
];

describe('forms of a table that another program wrote', () => {
  it('edit a text of several lines in an input of several lines, and change nothing else', async () => {
    const site = await openSite(embedded, {}, supplier);
    const { page } = await browser.signIn(site, 'ada');
    const record = '/admin/resources/supplier/records/1';
    await page.goto(`${record}/edit`);
    const address = page.getByLabel('Address');
    await page.locator('textarea').and(address).waitFor();
    await page.locator('input').and(page.getByLabel('Company')).waitFor();
    await address.fill('12 Quay\nSecond floor\nRear door');
    await page.getByTestId('button-save').click();
    await page.getByText('Supplier 1: address changed').waitFor();

    await page.goto(`${record}/edit`);
    const terms = page.getByLabel('Terms');
    await terms.fill('');
    await terms.pressSequentially('c');
    await page.locator('textarea').and(terms).waitFor();
    await terms.fill('a\nc');
    await page.getByTestId('button-save').click();
    await page.getByText('Supplier 1: terms changed').waitFor();
    expect(await query(site.context, 'SELECT address, terms FROM supplier')).toEqual([
      { address: '12 Quay\nSecond floor\nRear door', terms: 'a\r\nc' },
    ]);
  });

  it('edit a time with an offset and a fraction, in the book’s zone', async () => {
    const site = await openSite(embedded, {}, supplier);
    const { page } = await browser.signIn(site, 'ada');
    await page.goto('/admin/resources/supplier/records/1/edit');
    const seen = page.getByLabel('Seen at (UTC)');
    expect(await seen.inputValue()).toBe('2024-05-06T05:08:09.25');
    await seen.fill('2024-05-06T06:08:09.25');
    await page.getByTestId('button-save').click();
    await page.getByText('Supplier 1: seen at changed').waitFor();
    expect(await query(site.context, 'SELECT seen_at FROM supplier')).toEqual([
      { seen_at: '2024-05-06T08:08:09.250+02:00' },
    ]);
  });
});
