import fs from 'node:fs';
import { expect, it } from 'vitest';
import { query } from '../../helpers/books/book.js';
import { useBrowser } from '../../helpers/browser/browser.js';
import { openSite } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';
import { textRow, workbook } from '../../helpers/panels/workbooks.js';

const browser = useBrowser();

const tables = [
  `CREATE TABLE maker (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)`,
  `INSERT INTO maker VALUES (1, 'Smith'), (2, 'Jones')`,
  `CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (length(name) > 0), serial VARCHAR(10) UNIQUE,
    maker INTEGER REFERENCES maker, amount INTEGER, is_sold INTEGER NOT NULL DEFAULT 0 CHECK (is_sold IN (0, 1)))`,
  `INSERT INTO tool VALUES (1, 'Saw', 's-1', 1, 5, 0), (2, 'Axe', 's-2', 2, 7, 0)`,
  `CREATE TRIGGER tool_guard BEFORE INSERT ON tool WHEN NEW.name = 'Bomb'
    BEGIN SELECT RAISE(ABORT, 'bombs are no tools'); END`,
];

it('an administrator maps, checks, corrects and imports a workbook into an added table', async () => {
  const site = await openSite(embedded, { tables });
  const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/tool' });
  await page.getByTestId('action-import').click();
  const csv = page.waitForEvent('download');
  await page.getByText('CSV template').click();
  const template = fs.readFileSync(await (await csv).path(), 'utf8');
  expect(template).toMatch(/^\uFEFFID,Name,Serial,Maker,Amount,Is sold\r\n#takes: /);

  const rows = [
    textRow('Thing', 'Serial', 'Maker', 'Amount'),
    textRow('Saw', 's-1', 'Smith', '6'),
    textRow('Bomb', 's-7', 'Smith', '1'),
    textRow('Axe', 's-2', 'Jones', '7'),
    textRow('New', 's-9', 'Nobody', '1'),
    textRow('Drill', 's-8', 'Jones', '2'),
  ];
  const file = await workbook({ sheets: { Stock: rows.join(''), Notes: textRow('a', 'b') } });
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'tools.xlsx', mimeType: '', buffer: file });
  await page.getByText('The file needs a column for Name').waitFor();
  await page.getByLabel('What the import does').selectOption('both');
  await page.getByLabel('Rows are found by').waitFor();
  expect(await page.getByLabel('Rows are found by').inputValue()).toBe('serial');
  await page.getByLabel('Thing').selectOption('name');
  await page.getByTestId('import-check').click();
  await page.getByText('New: 1. Changed: 1. Unchanged: 1. Wrong rows: 2.').waitFor();
  await page.getByText('bombs are no tools').waitFor();
  await page.getByText('Maker: matches no row').waitFor();
  await page.getByText('Amount: 5 → 6').waitFor();
  await page.getByTestId('import-good').click();
  await page.getByRole('heading', { name: 'Imported' }).waitFor();
  const stored = () => query(site.context, 'SELECT name, serial, maker, amount FROM tool ORDER BY id'); // prettier-ignore
  expect(await stored()).toEqual([
    { name: 'Saw', serial: 's-1', maker: 1, amount: 6 },
    { name: 'Axe', serial: 's-2', maker: 2, amount: 7 },
    { name: 'Drill', serial: 's-8', maker: 2, amount: 2 },
  ]);

  const download = page.waitForEvent('download');
  await page.getByTestId('import-errors').click();
  const errors = fs.readFileSync(await (await download).path(), 'utf8');
  expect(errors).toContain('Bomb,s-7,Smith,1,bombs are no tools');
  const corrected = errors.replace('Bomb', 'Bolt').replace('Nobody', 'Jones');
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'corrected.csv', mimeType: 'text/csv', buffer: Buffer.from(corrected) });
  await page.getByLabel('Thing').selectOption('name');
  await page.getByTestId('import-check').click();
  await page.getByTestId('import-all').click();
  await page.getByRole('heading', { name: 'Imported' }).waitFor();
  expect((await stored()).map(({ name }) => name)).toEqual(['Saw', 'Axe', 'Drill', 'Bolt', 'New']);

  // Chosen once more, the same file says what was written, and imports it only when it is asked to.
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'corrected.csv', mimeType: 'text/csv', buffer: Buffer.from(corrected) });
  await page.getByLabel('Thing').selectOption('name');
  await page.getByTestId('import-check').click();
  await page.getByText('and wrote 2 rows; nothing of it is written a second time').waitFor();
  expect(await page.getByTestId('import-good').count()).toBe(0);
  await page.getByTestId('import-again').click();
  await page.getByText('New: 0. Changed: 0. Unchanged: 2. Wrong rows: 0.').waitFor();
});

it('an administrator whose file cannot be read is asked for another one and nothing else', async () => {
  const site = await openSite(embedded, { tables });
  const { page } = await browser.signIn(site, 'ada', {
    at: '/admin/resources/tool/actions/import',
  });
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'broken.xlsx', mimeType: '', buffer: Buffer.from('PK\x03\x04 broken') });
  await page.getByText('The file is an archive, not an Excel workbook', { exact: false }).waitFor();
  expect(await page.getByLabel('What the import does').count()).toBe(0);
});

it('a telephone shows the result of each row of an import, in Spanish too', async () => {
  const site = await openSite(embedded, { tables });
  const { page } = await browser.signIn(site, 'ada', {
    ...{ at: '/admin/resources/tool/actions/import', language: 'es', width: 360 },
  });
  const csv = `Name;Serial;Is sold\n${'Saw'.repeat(30)};s-5;sí\nBomb;s-7;no\nAxe;s-2;tal vez\n`;
  await page
    .getByLabel('Elegir un archivo')
    .setInputFiles({ name: 'tools.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  const result = page.getByTestId('import-result');
  await result.getByText('Filas correctas: 1. Filas por corregir: 2.').waitFor();
  for (const text of ['bombs are no tools', 'Is sold: debe ser sí o no', 'nueva']) {
    const box = await result.getByText(text, { exact: false }).boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0), text).toBeLessThan(352);
  }
  await page.getByTestId('import-good').click();
  await page.getByRole('heading', { name: 'Importado' }).waitFor();
});
