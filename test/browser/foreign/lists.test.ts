import { describe, expect, it } from 'vitest';
import { follow, useBrowser } from '../../helpers/browser/browser.js';
import { openSite } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';

const browser = useBrowser();

/** Tables of another program whose lists have links in most columns. */
const tables = [
  `CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `INSERT INTO author VALUES (1, 'Ada'), (2, 'Bo')`,
  `CREATE TABLE copy (isbn TEXT, copy_no INTEGER, shelf TEXT, PRIMARY KEY (isbn, copy_no))`,
  `INSERT INTO copy VALUES ('007', 1, 'North'), ('007', 2, 'South')`,
  `CREATE TABLE friendship (one INTEGER NOT NULL REFERENCES author(id),
    other INTEGER NOT NULL REFERENCES author(id), PRIMARY KEY (one, other))`,
  `INSERT INTO friendship VALUES (1, 2)`,
  `CREATE TABLE loan (id INTEGER PRIMARY KEY, isbn TEXT, copy_no INTEGER, due_on DATE,
    note TEXT, is_late BOOLEAN, FOREIGN KEY (isbn, copy_no) REFERENCES copy(isbn, copy_no))`,
  `INSERT INTO loan VALUES (1, '007', 2, '2024-03-01', '', 1)`,
];

const open = async (table: string, width = 1280) => {
  const site = await openSite(embedded, { tables, customers: 2 });
  return browser.signIn(site, 'ada', { at: `/admin/resources/${table}`, width });
};

describe('lists of tables that another program wrote', () => {
  it('open a row by the keyboard where every column is a reference', async () => {
    const { page } = await open('friendship');
    await page.getByRole('link', { name: /^Show: Ada/ }).press('Enter');
    await page.waitForURL('**/friendship/records/*/show**');
  });

  it('have no link in a link where the title is a part of a reference', async () => {
    const { page } = await open('loan');
    const row = page.locator('tbody tr');
    await row.getByRole('link', { name: '007 · ' }).waitFor();
    expect(await page.locator('a a').count()).toBe(0);
    await row.getByRole('link', { name: '2024-03-01' }).press('Enter');
    await page.waitForURL('**/loan/records/1/show**');
  });

  it('have a filter whose ranges of days stay inside a narrow window', async () => {
    const { page } = await open('loan', 360);
    await page.getByTestId('filter-button').click();
    const ends = await page.locator('.range input[type="date"]').all();
    expect(ends).toHaveLength(2);
    for (const end of ends) {
      const box = await end.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(336);
    }
  });

  it('name the filter on a flag by the words of its choice', async () => {
    const { page } = await open('loan?filters.is_late=true');
    await page.getByText('Is late is Yes').waitFor();
    await page.getByRole('link', { name: '2024-03-01' }).waitFor();
  });

  it('say that a record does not exist when an old address of it is opened', async () => {
    const { page, expectFailure } = await open('loan');
    expectFailure(/404 GET .*records\/99\/show|^error:/);
    await page.goto('/admin/resources/loan/records/99/show');
    await page.getByText('There is no such record or action').waitFor();
    await page.getByText('The record could not be loaded: it does not exist').waitFor();
  });

  it('lead to a form that tells NULL from the empty text in words', async () => {
    const { page } = await open('loan');
    await follow(page, '/admin/resources/loan/records/1/edit');
    const noValue = page.getByLabel('No value (NULL), in place of the empty text');
    expect(await noValue.last().isChecked()).toBe(false);
  });
});
