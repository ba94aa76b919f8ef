import { describe, expect, it } from 'vitest';
import { query } from '../helpers/books/book.js';
import { seriousProblems } from '../helpers/browser/axe.js';
import { setLanguage, useBrowser, visit } from '../helpers/browser/browser.js';
import { englishOn } from '../helpers/browser/every-page.js';
import { openSite } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();

/** A table of another program, with times that are days by intent. */
const tables = [
  `CREATE TABLE visit (id INTEGER PRIMARY KEY, moment TEXT, code VARCHAR(5), odd, api_token TEXT,
    state TEXT CHECK (state IN ('in', 'out')), agent TEXT REFERENCES agents(id), body TEXT)`,
  `INSERT INTO visit WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)
    SELECT i, '2024-05-' || (10 + i) || 'T07:08:09Z', iif(i = 1, 7, 'c' || i), i, 'hush', 'in', NULL,
      'A long line of text that another program has written, number ' || i FROM n`,
];

const PAGE = '/admin/pages/readings?table=visit';

describe('the page "How tables were read"', () => {
  it('leads from a list to its columns, and a confirmed choice changes the list', async () => {
    const site = await openSite(embedded, { tables });
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/visit' });
    const cell = page.locator('td[data-column="moment"]').first();
    expect(await cell.textContent()).toContain('2024-05-22 07:08');
    await page.getByTestId('how-read').click();
    const row = page.getByTestId('column-moment');
    await row.getByText('by 12 sampled values, every one a time').waitFor();
    await row.getByRole('combobox').selectOption('text');
    await row.getByRole('button', { name: 'Change the kind of moment' }).click();
    await row.getByText('moment: “Date and time” becomes “Text”.').waitFor();
    await row.getByRole('button', { name: 'Cancel' }).click();
    await row.getByRole('combobox').selectOption('text');
    await row.getByRole('button', { name: 'Change the kind of moment' }).click();
    await row.getByRole('button', { name: 'Confirm' }).click();
    await page.getByTestId('readings-done').waitFor();
    await row.getByText(/chosen by ada on /).waitFor();
    await page.getByTestId('read-table').getByRole('link').click();
    await page.getByTestId('list-visit').waitFor();
    await cell.waitFor();
    expect(await cell.textContent()).toBe('2024-05-22T07:08:09Z');
    expect(await query(site.context, 'SELECT min(moment) AS first FROM visit')).toEqual([
      { first: '2024-05-11T07:08:09Z' },
    ]);
  });

  it('is readable on a telephone and in Spanish', async () => {
    const site = await openSite(embedded, { tables });
    const { page } = await browser.signIn(site, 'ada', { at: '/admin' });
    for (const [language, width] of [
      ['en', 1280],
      ['es', 360],
    ] as const) {
      await setLanguage(page, site.url, language);
      await page.setViewportSize({ width, height: 900 });
      await visit(page, PAGE);
      await page.getByTestId('column-moment').waitFor();
      expect.soft(await seriousProblems(page), language).toEqual([]);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect.soft(overflow, `${width} is too narrow`).toBe(0);
      if (language === 'es') expect.soft(await englishOn(page)).toEqual([]);
    }
  });
});
