import { describe, expect, it } from 'vitest';
import { query } from '../../helpers/books/book.js';
import { seriousProblems } from '../../helpers/browser/axe.js';
import { follow, useBrowser } from '../../helpers/browser/browser.js';
import { openSite } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';

const browser = useBrowser();

/** Tables of another program, from before the panels are made. */
const tables = [
  `CREATE TABLE album (id INTEGER PRIMARY KEY, name TEXT NOT NULL, taken_at TEXT)`,
  `CREATE TABLE picture (id INTEGER PRIMARY KEY, name TEXT NOT NULL, album INTEGER REFERENCES album ON DELETE CASCADE)`,
  `INSERT INTO album VALUES (1, 'Spring', '2024-05-06T07:08:09.250+02:00'), (2, 'Summer', NULL)`,
  `INSERT INTO picture VALUES (1, 'Tulip', 1)`,
];

describe('a row of a table that another program wrote', () => {
  it('is duplicated into a form, and deleted after a preview of what goes with it', async () => {
    const site = await openSite(embedded, { tables });
    const { page } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/album/records/1/show',
    });
    await page.getByTestId('action-duplicate').click();
    await page.getByLabel('Name').fill('Autumn');
    await page.getByTestId('button-save').click();
    await page.getByText('Album Autumn was created').waitFor();
    expect(await query(site.context, 'SELECT * FROM album WHERE id = 3')).toEqual([
      { id: 3, name: 'Autumn', taken_at: '2024-05-06T07:08:09.250+02:00' },
    ]);

    await follow(page, '/admin/resources/album/records/1/show');
    await page.getByTestId('action-delete').click();
    await page.getByText('Picture Tulip').waitFor();
    await page.getByTestId('confirm').click();
    await page.getByText('1 row deleted; with them 1 row deleted and 0 rows changed').waitFor();
    await page.waitForURL('**/admin/resources/album');

    await page.getByRole('checkbox').first().check();
    await page.getByTestId('bulk-deleteChosen').click();
    await page.getByText('Album Autumn').waitFor();
    await page.getByTestId('confirm').click();
    await page.getByText('2 rows deleted').waitFor();
    expect(await query(site.context, 'SELECT id FROM album')).toEqual([]);
  });

  it('shows on a phone, in Spanish, what a delete does to each row', async () => {
    const site = await openSite(embedded, {
      tables: [
        ...tables,
        `UPDATE picture SET name = 'A tulip with a name that goes on and on for more than a line'`,
      ],
    });
    const { page } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/album/records/1/delete',
      language: 'es',
    });
    await page.setViewportSize({ width: 360, height: 800 });
    const effect = page.getByText('se borra también, porque se refiere a una fila borrada');
    await effect.waitFor();
    const box = await effect.boundingBox();
    expect((box?.x ?? 360) + (box?.width ?? 0)).toBeLessThan(352);
    expect(box?.width).toBeGreaterThan(80);
    expect(await seriousProblems(page)).toEqual([]);
  });

  it('says why nothing is deleted while others refer to the row, and offers no button', async () => {
    const site = await openSite(embedded, {
      tables: [
        `CREATE TABLE album (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`,
        `CREATE TABLE page (id INTEGER PRIMARY KEY, name TEXT, album INTEGER REFERENCES album ON DELETE CASCADE)`,
        `CREATE TABLE photo (id INTEGER PRIMARY KEY, name TEXT NOT NULL, page INTEGER REFERENCES page ON DELETE RESTRICT)`,
        `INSERT INTO album VALUES (1, 'Spring')`,
        `INSERT INTO page VALUES (1, 'First', 1)`,
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
          INSERT INTO photo SELECT i, 'Tulip ' || i, 1 FROM n`,
      ],
    });
    const { page } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/album/records/1/delete',
    });
    await page.getByText('from 120 rows; the first 100 are').waitFor();
    await page.getByText('Photo Tulip 1', { exact: true }).waitFor();
    await page.getByText('refers by Page to a row that this would delete').first().waitFor();
    expect(await page.getByTestId('confirm').isDisabled()).toBe(true);
  });
});
