import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import { projectRoot } from '../../../src/paths.js';
import { query } from '../../helpers/books/book.js';
import { useBrowser } from '../../helpers/browser/browser.js';
import { openSite } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';

const browser = useBrowser();

/** Tables of another program, from before the panels are made. */
const tables = [
  `CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
  `INSERT INTO shelf VALUES (1, 'Top shelf'), (2, 'Low shelf')`,
  `CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT NOT NULL, note TEXT,
    state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'used', 'lost')),
    lent INTEGER NOT NULL DEFAULT 0 CHECK (lent IN (0, 1)), bought DATE, shelf INTEGER REFERENCES shelf)`,
  `CREATE TRIGGER book_kept BEFORE UPDATE ON book WHEN OLD.title = 'Book 07'
    BEGIN SELECT RAISE(ABORT, 'a kept book stays as it is'); END`,
  `INSERT INTO book (id, title, note) SELECT value, 'Book ' || printf('%02d', value), 'a'
    FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30]')`,
];

/** Pictures for the documentation: `SCREENSHOTS=1`. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  await page.screenshot({ path: path.join(projectRoot, 'docs/images', `bulk-edit-${name}.png`) });
}

describe('an edit of many rows', () => {
  it.each([1280, 360])('is chosen, previewed, run and undone at %d px', async (width) => {
    const site = await openSite(embedded, { tables, customers: 2 });
    onTestFinished(() => bulkRunnerOf(site.context).stop());
    const { page } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/book',
      width,
    });
    await page.getByRole('checkbox', { name: /all/i }).first().check();
    await page.getByTestId('bulk-choose-all').click();
    await page.getByTestId('bulk-editAll').click();
    await page.getByTestId('bulk-subject').getByText('30 rows of Book, without a filter').waitFor();
    await page.getByTestId('bulk-preview').click();
    await page.getByText('Tick at least one field to change.').waitFor();

    await page.getByTestId('edit-state').getByRole('checkbox').check();
    await page.getByTestId('edit-state').getByRole('combobox').selectOption('used');
    await page.getByTestId('edit-note').getByRole('checkbox').first().check();
    await page.getByTestId('edit-lent').getByRole('checkbox').first().check();
    await page.getByTestId('edit-lent').getByRole('combobox').selectOption({ label: 'No' });
    await page.getByTestId('edit-bought').getByRole('checkbox').first().check();
    await page.getByTestId('edit-bought').locator('input[type=date]').fill('2026-03-01');
    await page.getByTestId('edit-shelf').getByRole('checkbox').first().check();
    await page.getByTestId('edit-shelf').getByRole('combobox').fill('Low');
    await page.getByRole('option', { name: 'Low shelf' }).click();
    if (width > 1000) await picture(page, 'form');
    await page.getByTestId('bulk-preview').click();

    await page.getByTestId('bulk-preview-box').waitFor();
    await page.getByTestId('preview-changes').getByText('29').waitFor();
    await page.getByTestId('first-rows').getByText('Book 01').waitFor();
    await page.getByTestId('refusals').locator('summary').click();
    await picture(page, width > 1000 ? 'preview' : 'narrow-preview');
    await page.getByTestId('start-run').click();
    await page.getByTestId('run-result').waitFor();
    await page.getByText('a kept book stays as it is').waitFor();
    expect(
      await query(
        site.context,
        `SELECT count(*) AS n FROM book WHERE state = 'used' AND note IS NULL AND lent = 0
          AND bought = '2026-03-01' AND shelf = 2`,
      ),
    ).toEqual([{ n: 29 }]);

    await query(site.context, `UPDATE book SET state = 'lost' WHERE id = 3`);
    await page.getByTestId('undo').click();
    await page.getByTestId('confirm').click();
    await page.getByTestId('preview-changes').getByText('28').waitFor();
    await page.getByTestId('start-run').click();
    await page.getByTestId('run-result').waitFor();
    expect(await query(site.context, `SELECT id, state FROM book WHERE state <> 'new'`)).toEqual([
      { id: 3, state: 'lost' },
    ]);
  });

  it('keeps typed values beside the fault of a field', async () => {
    const site = await openSite(embedded, { tables, customers: 2 });
    const { page } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/customers',
    });
    await page.getByRole('checkbox').nth(1).check();
    await page.getByTestId('bulk-editChosen').click();
    await page.getByTestId('edit-status').getByRole('checkbox').check();
    await page.getByTestId('bulk-preview').click();
    await page.locator('.field-wrong').getByText('is required').waitFor();
    await page.getByTestId('edit-status').getByRole('combobox').selectOption('suspended');
    await page.getByTestId('bulk-preview').click();
    await page.getByTestId('first-rows').getByText('Suspended').waitFor();
    await page.getByTestId('new-values').getByText('Status').waitFor();
  });
});
