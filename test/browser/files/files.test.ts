import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { query } from '../../helpers/books/book.js';
import { follow, useBrowser } from '../../helpers/browser/browser.js';
import { openSite } from '../../helpers/browser/site.js';
import { embedded, temporaryFolder } from '../../helpers/engines/engines.js';

const browser = useBrowser();

describe('the files of a list', () => {
  it('are exported by the keyboard as the list is filtered, and imported again once corrected', async () => {
    const site = await openSite(embedded);
    const at = '/admin/resources/customers?filters.name=Customer 1';
    const { page } = await browser.signIn(site, 'ada', { at });
    await page.getByTestId('action-export').focus();
    await page.keyboard.press('Enter');
    await page.getByText('10 rows, in the order of the list.').waitFor();
    await page.getByTestId('export-csv').focus();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.keyboard.press('Enter'),
    ]);
    const exported = fs.readFileSync(await download.path(), 'utf8');
    expect(exported.trimEnd().split('\r\n')).toHaveLength(11);

    const file = `${temporaryFolder()}/new.csv`;
    fs.writeFileSync(
      file,
      'Person,Agent,Email\nAnn,Mill Lane,ann@x.test\nBob,Nowhere,bob@x.test\n',
    );
    await follow(page, '/admin/resources/customers/actions/import');
    await page.getByLabel('Choose a file').setInputFiles(file);
    await page.getByText('the file needs a column for Name').waitFor();
    await page.getByLabel('Person').selectOption({ label: 'Name *' });
    await page.getByTestId('import-check').click();
    await page.getByText('Right rows: 1. Wrong rows: 1.').waitFor();
    await page.getByText('Agent: matches no row').waitFor();
    await page.getByTestId('import-good').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
    await page.getByTestId('import-errors').focus();
    const [errors] = await Promise.all([
      page.waitForEvent('download'),
      page.keyboard.press('Enter'),
    ]);
    const wrong = fs.readFileSync(await errors.path(), 'utf8');
    fs.writeFileSync(file, wrong.replace('Nowhere', 'Mill Lane').replace('Person', 'Name'));
    await page.getByLabel('Choose a file').setInputFiles(file);
    await page.getByTestId('import-all').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
    const made = await query(
      site.context,
      `SELECT name FROM customers WHERE email LIKE '%@x.test' ORDER BY name`,
    );
    expect(made).toEqual([{ name: 'Ann' }, { name: 'Bob' }]);
  });

  it('say why an export does not begin, and begin when a place is free', async () => {
    const site = await openSite(embedded);
    const at = '/admin/resources/customers/actions/export';
    const { page, expectFailure } = await browser.signIn(site, 'gus', { at });
    expectFailure(/^429 GET .*\/actions\/export$/);
    const said = 'two exports of this login are running; wait until one has ended';
    await page.route(
      '**/actions/export?*ask=1*',
      (route) => route.fulfill({ status: 429, json: { message: said } }),
      { times: 1 },
    );
    await page.getByTestId('export-csv').click();
    await page.getByRole('alert').getByText(said).waitFor();
    const downloads = page.waitForEvent('download');
    await page.getByTestId('export-csv').click();
    expect((await downloads).suggestedFilename()).toMatch(/^customers-.*\.csv$/);
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('stay chosen when the server asks to wait, before the check and after it', async () => {
    const site = await openSite(embedded);
    const at = '/admin/resources/customers/actions/import';
    const { page, expectFailure } = await browser.signIn(site, 'ada', { at });
    expectFailure(/^429 POST .*\/actions\/import$/);
    const wait = (times: number) =>
      page.route(
        '**/actions/import?*',
        (route) => route.fulfill({ status: 429, json: { message: 'try again in 10 seconds' } }),
        { times },
      );
    const file = `${temporaryFolder()}/new.csv`;
    fs.writeFileSync(file, 'Person,Agent,Email\nAnn,Mill Lane,ann@x.test\n');
    await wait(1);
    await page.getByLabel('Choose a file').setInputFiles(file);
    await page.getByRole('alert').getByText('try again in 10 seconds').waitFor();
    // The browser reads no file again that has changed since it was chosen.
    fs.writeFileSync(file, 'Nothing\n');
    await page.getByTestId('import-retry').click();
    await page.getByLabel('Person').selectOption({ label: 'Name *' });
    await page.getByTestId('import-check').click();
    await page.getByText('Right rows: 1. Wrong rows: 0.').waitFor();
    await wait(1);
    await page.getByTestId('import-all').click();
    await page.getByRole('alert').getByText('try again in 10 seconds').waitFor();
    expect(await page.getByLabel('Person').inputValue()).toBe('name');
    await page.getByTestId('import-all').click();
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
    const made = await query(
      site.context,
      `SELECT name FROM customers WHERE email LIKE '%@x.test'`,
    );
    expect(made).toEqual([{ name: 'Ann' }]);
  });
});

describe('the quick find', () => {
  it('finds every row, page and action by the keyboard', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.signIn(site, 'gus');
    const box = page.getByRole('combobox', { name: 'Find a row, a page or an action' });
    await page.keyboard.press('/');
    await box.waitFor();
    const id = site.customerIds[2] ?? '';
    await page.keyboard.type(`${id}@`);
    await page.getByRole('option', { name: /Customer 03.*Customer$/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Customer 03' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('wagers place');
    await page.getByRole('option', { name: /Place wager/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Place a wager' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('audit');
    await page.getByText('Nothing begins with this text.').waitFor({ state: 'detached' });
    expect(await page.getByRole('option').allInnerTexts()).toEqual([
      expect.stringContaining('Customers whose name contains “audit”'),
    ]);
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
  });
});
