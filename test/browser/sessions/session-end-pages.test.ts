import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import { query } from '../../helpers/books/book.js';
import { follow, useBrowser } from '../../helpers/browser/browser.js';
import { addWager, openSite, PASSWORD } from '../../helpers/browser/site.js';
import {
  endSessions,
  lookAgain,
  sessionNotice,
  signInBeside,
} from '../../helpers/browser/session-end.js';
import { embedded } from '../../helpers/engines/engines.js';

const browser = useBrowser();

const ended = (page: Page) => sessionNotice(page).getByText('Your session has ended.').waitFor();

describe('an import whose session has ended', () => {
  const people = (count: number, host: string) =>
    Array.from({ length: count }, (_, index) => `Person ${index},Mill Lane,p${index}@${host}\n`);

  it('keeps the file and its columns, imports it once, and checks one that was chosen too late', async () => {
    const site = await openSite(embedded);
    const { page, expectFailure } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/customers/actions/import',
    });
    const csv = `Person,Agent,Email\n${people(3, 'x.test').join('')}`;
    const file = { name: 'new.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page.getByLabel('Choose a file').setInputFiles(file);
    await page.getByLabel('Person').selectOption({ label: 'Name *' });
    await page.getByTestId('import-check').click();
    await page.getByText('Right rows: 3. Wrong rows: 0.').waitFor();
    await endSessions(site);
    expectFailure(/^401 /);
    await page.getByTestId('import-all').click();
    await ended(page);
    expect(await page.getByText('new.csv').count()).toBe(1);
    expect(await page.getByLabel('Person').inputValue()).toBe('name');
    await signInBeside(page, 'ada');
    await page.getByTestId('import-all').click();
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
    const made = `SELECT count(*) AS count FROM customers WHERE email LIKE '%@x.test'`;
    expect(await query(site.context, made)).toEqual([{ count: 3 }]);

    // A file of megabytes, chosen when nobody is signed in.
    await follow(page, '/admin');
    await follow(page, '/admin/resources/customers/actions/import');
    const remark = `remark ${'x'.repeat(1_000)}`;
    const rows = people(2_000, 'y.test').map((row) => row.replace('\n', `,${remark}\n`));
    const large = `name,agent,email,Remark\n${rows.join('')}`;
    await endSessions(site);
    await page
      .getByLabel('Choose a file')
      .setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from(large) });
    await ended(page);
    await signInBeside(page, 'ada');
    await lookAgain(page);
    await page.getByText('Right rows: 2,000. Wrong rows: 0.').waitFor();
  });
});

describe('a list whose session has ended', () => {
  it('keeps the chosen rows, and settles them after the sign-in', async () => {
    const site = await openSite(embedded);
    onTestFinished(() => bulkRunnerOf(site.context).stop());
    await addWager(site);
    await addWager(site, site.customerIds[1]);
    const { page, expectFailure } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/wagers',
    });
    await page.getByTestId('totals').waitFor();
    await page.getByLabel('Choose all rows of this page').check();
    await endSessions(site);
    expectFailure(/^401 /);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Customer');
    await ended(page);
    const box = page.getByRole('combobox', { name: 'Find a row, a page or an action' });
    expect(await box.inputValue()).toBe('Customer');
    await signInBeside(page, 'ada');
    await lookAgain(page);
    await page.getByRole('option', { name: /Customer 01/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('2 rows chosen').waitFor();

    await page.getByTestId('bulk-settleMany').click();
    await page.getByLabel('loss').check();
    await endSessions(site);
    await page.getByTestId('bulk-preview').click();
    await ended(page);
    await signInBeside(page, 'ada');
    await page.getByTestId('bulk-preview').click();
    await page.getByTestId('preview-changes').getByText('2').waitFor();
    await endSessions(site);
    await page.getByTestId('start-run').click();
    await ended(page);
    await signInBeside(page, 'ada');
    await page.getByTestId('start-run').click();
    await page.getByText('The run has finished.').waitFor();
    const runs = await query(site.context, 'SELECT total, done FROM bulk_runs');
    expect(runs).toEqual([{ total: 2, done: 2 }]);
  });

  it('keeps the name of a view and the filter that are being typed', async () => {
    const site = await openSite(embedded);
    const { page, expectFailure } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/wagers',
    });
    await page.getByTestId('views-button').click();
    const views = page.getByTestId('views');
    await views.getByLabel('Save this view as').fill('Open wagers');
    await endSessions(site);
    expectFailure(/^401 /);
    await views.getByRole('button', { name: 'Save' }).click();
    await ended(page);
    expect(await views.getByLabel('Save this view as').inputValue()).toBe('Open wagers');
    await signInBeside(page, 'ada');
    await views.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'View: Open wagers' }).waitFor();

    await page.getByTestId('filter-button').click();
    const filter = page.getByRole('form', { name: 'Filter' });
    const number = filter.getByRole('group', { name: 'Wager number' }).getByLabel('Wager number');
    await number.fill('W-7777');
    await endSessions(site);
    await filter.getByLabel('Customer').fill('customer 01');
    await ended(page);
    expect(await number.inputValue()).toBe('W-7777');
    await signInBeside(page, 'ada');
    await lookAgain(page);
    await filter.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('No rows match the filter.').waitFor();
    expect(page.url()).toContain('W-7777');
  });

  it('leads to the sign-in page and back when another page is opened', async () => {
    const site = await openSite(embedded);
    await addWager(site);
    const { page, expectFailure } = await browser.signIn(site, 'ada', {
      at: '/admin/resources/wagers',
    });
    await page.getByTestId('totals').waitFor();
    await page.getByLabel('Choose all rows of this page').check();
    await endSessions(site);
    expectFailure(/^401 GET /);
    await page.locator('tbody .row-link').click();
    await page.getByLabel('Username or email').fill('ada');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByTestId('action-settle').waitFor();
  });
});

describe('a page of figures whose session has ended', () => {
  it('keeps the report, and plans the repair after the sign-in', async () => {
    const site = await openSite(embedded);
    const { page, expectFailure } = await browser.signIn(site, 'ada', {
      at: '/admin/pages/reconciliation',
    });
    await page.getByTestId('reconcile').click();
    await page.getByTestId('reconciliation-summary').waitFor();
    await endSessions(site);
    expectFailure(/^401 /);
    await page.getByTestId('repair-plan').click();
    await ended(page);
    await page.getByTestId('reconciliation-summary').waitFor();
    await signInBeside(page, 'ada');
    await page.getByTestId('repair-plan').click();
    await page.getByText('Nothing to repair').waitFor();
  });
});
