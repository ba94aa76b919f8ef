import { expect, it } from 'vitest';
import { query } from '../../helpers/books/book.js';
import { seriousProblems } from '../../helpers/browser/axe.js';
import { useBrowser } from '../../helpers/browser/browser.js';
import { openSite } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';
import { gif, page as html, png } from '../../helpers/panels/files.js';

const browser = useBrowser();

it('a file is uploaded, shown, replaced and removed by the form of its row', async () => {
  const tables = [`CREATE TABLE badge (id INTEGER PRIMARY KEY, photo BLOB NOT NULL, extra BLOB)`];
  const site = await openSite(embedded, { tables });
  const { page } = await browser.signIn(site, 'ada', {
    at: '/admin/resources/badge/actions/new',
  });
  const choose = (label: string, name: string, buffer: Buffer) =>
    page.getByLabel(label).setInputFiles({ name, mimeType: '', buffer });
  const save = () => page.getByTestId('button-save').click();
  const stored = () => query(site.context, 'SELECT hex(photo) AS photo, hex(extra) AS extra FROM badge'); // prettier-ignore
  const hex = (bytes: Buffer) => bytes.toString('hex').toUpperCase();

  await choose('Photo', 'large.bin', Buffer.alloc(1_900_001));
  await page.getByText('at most 1,900,000 bytes; this file has 1,900,001').waitFor();
  expect(await seriousProblems(page)).toEqual([]);
  await choose('Photo', 'face.png', html);
  await save();
  await page.getByText('face.png calls itself a picture, but its content is not one').waitFor();
  await choose('Photo', 'face.png', png);
  await page.getByText('Chosen: face.png, 70 bytes; it is stored when you save').waitFor();
  expect(await page.getByText('face.png calls itself a picture').count()).toBe(0);
  await choose('Extra', 'notes.txt', Buffer.from('notes'));
  await save();
  await page.getByText('Badge 1 was created').waitFor();
  expect(await stored()).toEqual([{ photo: hex(png), extra: '6E6F746573' }]);

  const picture = page.locator('.stored-file img');
  await picture.waitFor();
  await expect
    .poll(() =>
      picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    )
    .toBe(1);
  await page.getByText('Download (70 bytes, PNG)').waitFor();

  await page.getByTestId('action-edit').click();
  await page.getByText('Stored: 70 bytes').waitFor();
  await choose('Photo', 'face.gif', gif);
  const extra = page.getByTestId('field-extra');
  await extra.getByRole('button', { name: 'Remove' }).click();
  await extra.getByRole('button', { name: 'Undo' }).click();
  await extra.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('The file is removed when you save').waitFor();
  await save();
  await page.getByText('Badge 1: photo, extra changed').waitFor();
  expect(await stored()).toEqual([{ photo: hex(gif), extra: '' }]);
});

it('a form with a file too large keeps what was typed and the other file', async () => {
  const tables = [
    `CREATE TABLE badge (id INTEGER PRIMARY KEY, note TEXT, photo BLOB NOT NULL, extra BLOB)`,
  ];
  const site = await openSite(embedded, { tables });
  const { page } = await browser.signIn(site, 'ada', {
    at: '/admin/resources/badge/actions/new',
  });
  const choose = (label: string, name: string, buffer: Buffer) =>
    page.getByLabel(label).setInputFiles({ name, mimeType: '', buffer });
  await page.getByLabel('Note').fill('typed before');
  await choose('Photo', 'face.png', png);
  await choose('Extra', 'large.bin', Buffer.alloc(1_900_001));
  await page.getByText('at most 1,900,000 bytes; this file has 1,900,001').waitFor();
  await page.getByText('Chosen: face.png, 70 bytes; it is stored when you save').waitFor();
  expect(await page.getByLabel('Note').inputValue()).toBe('typed before');
  await choose('Extra', 'small.txt', Buffer.from('notes'));
  await page.getByTestId('button-save').click();
  await page.getByText('was created').waitFor();
  expect(
    await query(
      site.context,
      'SELECT note, hex(photo) AS photo, CAST(extra AS TEXT) AS extra FROM badge',
    ),
  ).toEqual([{ note: 'typed before', photo: png.toString('hex').toUpperCase(), extra: 'notes' }]);
});
