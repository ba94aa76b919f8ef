import { describe, expect, it } from 'vitest';
import { introspect } from '../../../src/db/introspection/introspect.js';
import { differences, readStored, textOf } from '../../admin/foreign/stored.js';
import { query } from '../../helpers/books/book.js';
import { follow, useBrowser, type Visit } from '../../helpers/browser/browser.js';
import { openSite } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';
import { feeds } from '../../helpers/foreign/feeds.js';
import { library } from '../../helpers/foreign/library.js';
import type { ForeignSchema } from '../../helpers/foreign/schema.js';
import { shop } from '../../helpers/foreign/shop.js';

const browser = useBrowser();

/** A table of a foreign schema on its pages, and its rows as they are stored. */
async function openTable(schema: ForeignSchema, table: string) {
  const site = await openSite(embedded, { tables: schema.sql, customers: 2 });
  const info = (await introspect(site.context.database)).find(({ name }) => name === table);
  if (!info) throw new Error(`there is no table ${table}`);
  const book = { rows: (sql: string) => query(site.context, sql) };
  const read = () => readStored(book, info);
  let known = await read();
  const at = `/admin/resources/${table}`;
  const { page } = await browser.signIn(site, 'ada', { at });
  /** Returns the values that have changed since the last call. */
  const changed = async () => {
    const before = known;
    known = await read();
    return differences(before, known).map(({ key, column, after }) => {
      return { key, column, type: after.type, text: textOf(after) };
    });
  };
  return { page, at, changed };
}

async function save(page: Visit['page'], message: RegExp): Promise<void> {
  await page.getByTestId('button-save').click();
  await page.locator('[data-path$="/show"]').waitFor();
  await page.getByText(message).first().waitFor();
}

describe('pages of a foreign schema', () => {
  it('show an order of a shop with two decimals and change its freight alone', async () => {
    const { page, at, changed } = await openTable(shop, 'Orders');
    const row = page.getByRole('row').filter({ hasText: '2023-05-13 20:08' });
    await row.getByText('11.00', { exact: true }).waitFor();
    await follow(page, `${at}/records/10291/edit`);
    expect(await page.getByLabel('Order date (UTC)').inputValue()).toBe('2023-05-13T20:08');
    await page.getByLabel('Freight').fill('12.345');
    await page.getByTestId('button-save').click();
    await page.getByText('must have at most 2 decimals').waitFor();
    await page.getByLabel('Freight').fill('12.5');
    await save(page, /: freight changed$/);
    await page.getByText('12.50', { exact: true }).waitFor();
    expect(await changed()).toEqual([
      {
        key: '10291',
        column: 'Freight',
        type: 'real',
        text: '12.5',
      },
    ]);
  });

  it('show a patron of a library with a Julian day as a time, and empty a flag again', async () => {
    const { page, at, changed } = await openTable(library, 'patron');
    const row = page.getByRole('row').filter({ hasText: '00000899' });
    await row.getByText('2020-07-06 06:00', { exact: true }).waitFor();
    await row.getByText('empty text', { exact: true }).waitFor();
    for (const [choice, type, text] of [
      ['Yes', 'integer', '1'],
      ['–', 'null', ''],
    ] as const) {
      await follow(page, `${at}/records/29/edit`);
      expect(await page.getByLabel('Joined on (UTC)').inputValue()).toBe('2020-07-06T06:00');
      await page.getByLabel('Blocked').selectOption({ label: choice });
      await save(page, /: blocked changed$/);
      expect(await changed()).toEqual([{ key: '29', column: 'blocked', type, text }]);
    }
  });

  it('show an entry of a feed with all digits of its key, and keep the line breaks of its text', async () => {
    const { page, at, changed } = await openTable(feeds, 'entries');
    const key = '9007199254741026';
    await page
      .getByRole('row')
      .filter({ hasText: key })
      .getByText('2023-11-16 17:25')
      .first()
      .waitFor();
    await follow(page, `${at}/records/${key}/edit`);
    const content = page.getByLabel('Content');
    await content.fill(`${await content.inputValue()}<p>Third</p>`);
    await save(page, /: content changed$/);
    expect(await changed()).toEqual([
      {
        ...{ key, column: 'content', type: 'text' },
        text: '<p>Number 36</p>\r\n<p>It’s &amp; more</p>\r\n<p>Third</p>',
      },
    ]);
    await follow(page, `${at}/records/${key}/edit`);
    const crawled = page.getByLabel('Crawled at (UTC)');
    expect(await crawled.inputValue()).toBe('2023-11-16T17:25:56.036');
    await crawled.fill('2023-11-16T18:25:56.036');
    await save(page, /: crawled at changed$/);
    expect(await changed()).toEqual([
      {
        ...{ key, column: 'crawled_at', type: 'integer', text: '1700159156036' },
      },
    ]);
  });
});
