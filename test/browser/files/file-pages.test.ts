import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import { seriousProblems } from '../../helpers/browser/axe.js';
import { useBrowser, visit } from '../../helpers/browser/browser.js';
import { openSite, type Site } from '../../helpers/browser/site.js';
import { d1 } from '../../helpers/engines/engines.js';
import { jpegHead, literal, pdfHead, png } from '../../helpers/panels/files.js';

/** The pages of files on D1 and in Spanish, for each role. */

const browser = useBrowser();

/** A picture that declares 50,000 x 50,000 pixels. */
const bomb = Buffer.concat([
  png.subarray(0, 16),
  Buffer.from('0000c3500000c350', 'hex'),
  png.subarray(24),
]);

const paper: ResourceDeclaration = {
  table: 'paper',
  access: {
    agent: {
      rows: { column: 'agent', equals: 'actor.agentId' },
      read: ['id', 'note', 'scan', 'extra'],
      actions: ['list', 'show'],
      write: {
        create: ['note', 'scan', 'extra'],
        edit: ['note', 'scan', 'extra'],
        fixed: { agent: 'actor.agentId' },
      },
    },
    customer: {
      rows: { column: 'customer', equals: 'actor.customerId' },
      read: ['id', 'note', 'scan'],
      actions: ['list', 'show'],
    },
  },
};

const tables = [
  `CREATE TABLE badge (id INTEGER PRIMARY KEY, owner_name TEXT, photo BLOB NOT NULL, extra BLOB)`,
  `INSERT INTO badge VALUES (1, 'Ada Lovelace, the first of her name in a line of long names', ${literal(png)}, ${literal(pdfHead)}),
    (2, 'Bomb', ${literal(bomb)}, ${literal(jpegHead)})`,
  `CREATE TABLE paper (id INTEGER PRIMARY KEY, agent TEXT REFERENCES agents (id),
    customer TEXT REFERENCES customers (id), note TEXT, scan BLOB NOT NULL, extra BLOB)`,
];

async function openPapers(): Promise<Site> {
  const site = await openSite(d1, { customers: 2, tables, declarations: [paper] });
  await site.context.database
    .prepare(
      `INSERT INTO paper VALUES (1, ?, ?, 'mía', ${literal(png)}, NULL), (2, ?, NULL, 'ajena', ${literal(png)}, NULL)`,
    )
    .bind(site.agentId, site.customerIds[0], site.otherAgentId)
    .run();
  return site;
}

const isWithin = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

const inSpanish = { language: 'es' } as const;

it.each([360, 1280])(
  'an administrator reads pages of files in Spanish on D1 (%i px)',
  async (width) => {
    const site = await openPapers();
    const { page } = await browser.signIn(site, 'ada', {
      ...{ ...inSpanish, width },
      at: '/admin/resources/badge/records/1/show',
    });
    await page.getByText('Descargar (70 bytes, PNG)').waitFor();
    await page.getByText('Descargar (9 bytes, PDF)').waitFor();
    expect(await isWithin(page)).toBe(true);
    expect(await seriousProblems(page)).toEqual([]);

    await visit(page, '/admin/resources/badge/records/2/show');
    const hints = page.getByText('Esta imagen está dañada o es demasiado grande');
    await expect.poll(() => hints.count()).toBe(2);

    await visit(page, '/admin/resources/badge/records/1/delete');
    await page.getByText('se borra', { exact: true }).waitFor();
    const lineHeight = `(() => {
    const { lineHeight, fontSize } = getComputedStyle(document.querySelector('.confirm h1'));
    return parseFloat(lineHeight) / parseFloat(fontSize);
  })()`;
    expect(await page.evaluate(lineHeight)).toBeCloseTo(1.3);

    await visit(page, '/admin/resources/badge/actions/new');
    await page.getByTestId('button-save').click();
    await page.getByText('es un dato obligatorio').waitFor();
    await page
      .getByLabel('Photo')
      .setInputFiles({ name: 'cara.png', mimeType: '', buffer: Buffer.from('x') });
    await page
      .getByLabel('Extra')
      .setInputFiles({ name: 'g.bin', mimeType: '', buffer: Buffer.alloc(1_900_001) });
    await page.getByTestId('button-save').click();
    await page.getByText('cara.png dice ser una imagen').waitFor();
    expect(await isWithin(page)).toBe(true);
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByLabel('Photo').setInputFiles({ name: 'cara.png', mimeType: '', buffer: png });
    await page.getByTestId('button-save').click();
    await page.getByText('Descargar (70 bytes, PNG)').waitFor();
  },
);

it.each([360, 1280])(
  'an agent stores files of its own rows in Spanish on D1 (%i px)',
  async (width) => {
    const site = await openPapers();
    const { page } = await browser.signIn(site, 'gus', {
      ...{ ...inSpanish, width },
      at: '/admin/resources/paper',
    });
    await visit(page, '/admin/resources/paper/actions/new');
    await page.getByLabel('Note').fill('nueva');
    await page
      .getByLabel('Scan')
      .setInputFiles({ name: 'hoja.pdf', mimeType: '', buffer: pdfHead });
    await page.getByTestId('button-save').click();
    await page.getByText('Descargar (9 bytes, PDF)').waitFor();
    await visit(page, '/admin/resources/paper/records/1/edit');
    await page
      .getByLabel('Extra')
      .setInputFiles({ name: 'otra.pdf', mimeType: '', buffer: pdfHead });
    await page.getByTestId('button-save').click();
    await page.getByText('Descargar (9 bytes, PDF)').waitFor();
    await page.locator('.stored-file img').waitFor();
    expect(await isWithin(page)).toBe(true);
    expect(await seriousProblems(page)).toEqual([]);
  },
);

it.each([360, 1280])(
  'a customer sees files of its own rows in Spanish on D1 (%i px)',
  async (width) => {
    const site = await openPapers();
    const { page } = await browser.signIn(site, 'cleo', {
      ...{ ...inSpanish, width },
      at: '/admin/resources/paper/records/1/show',
    });
    await page.getByText('Descargar (70 bytes, PNG)').waitFor();
    await page.locator('.stored-file img').waitFor();
    expect(await page.getByText('Extra').count()).toBe(0);
    expect(await page.getByTestId('action-edit').count()).toBe(0);
    expect(await isWithin(page)).toBe(true);
    const at = (id: number, name: string) =>
      page.request.get(`${site.url}/admin/api/resources/paper/records/${id}/${name}`, {
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    expect((await at(1, 'download-scan')).status()).toBe(200);
    expect((await at(1, 'download-extra')).status()).toBe(404);
    expect((await at(2, 'download-scan')).status()).toBe(404);
    expect((await at(2, 'picture-scan')).status()).toBe(404);
  },
);
