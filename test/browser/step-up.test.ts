import type { Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { balanceOf, query } from '../helpers/books/book.js';
import { enrol } from '../helpers/books/second-factor.js';
import { postSignIn, setLanguage, useBrowser, visit } from '../helpers/browser/browser.js';
import { addWager, openSite, PASSWORD, type Site } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

/** Password and code again, in the form that asks for them. */

const browser = useBrowser();
const refusedForNow = /^403 POST /;

const isWide = (page: Page) =>
  page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );

/** Requires that a page fits a phone and a desk. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await isWide(page), `${name} at ${width} px`).toBe(false);
  }
}

const openAdjustment = async (site: Site) => {
  const at = `/admin/resources/customers/records/${site.customerIds[0]}/adjust`;
  const opened = await browser.signIn(site, 'ada', { at, stepsUp: false });
  opened.expectFailure(refusedForNow);
  opened.expectFailure(/^400 POST \/admin\/api\/step-up/);
  return opened;
};

describe('a step-up in the browser', () => {
  it('is asked for inside the form, keeps what was typed, and continues with one click', async () => {
    const site = await openSite(embedded, { customers: 2 });
    const { page } = await openAdjustment(site);
    await page.getByLabel('Amount').fill('25');
    await page.getByLabel('Reason').fill('a goodwill credit');
    const sent: string[] = [];
    page.on('request', (request) => {
      const [, id] = /name="operationId"\s+([\w-]+)/.exec(request.postData() ?? '') ?? [];
      if (id !== undefined) sent.push(id);
    });
    await page.getByTestId('confirm').click();
    const box = page.getByTestId('step-up');
    await box.waitFor();
    await page.locator('[data-testid="step-up-password"] input:focus').waitFor();
    await look(page, 'adjust-asked');
    await box.getByLabel('Your password').fill('not the password');
    await page.getByTestId('confirm').click();
    await box.getByText('that password is not right').waitFor();
    await look(page, 'adjust-wrong');
    expect(await page.getByLabel('Reason').inputValue()).toBe('a goodwill credit');
    await box.getByLabel('Your password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/show$/);
    expect(await balanceOf(site.context, site.customerIds[0])).toBe(25);
    expect(new Set(sent).size).toBe(1);
  });

  it('asks again once it has expired, in Spanish too, with the code of a second factor', async () => {
    const site = await openSite(embedded, { customers: 2 });
    const clock = {
      now: () => site.clock.now(),
      advance: ({ minutes = 0 }) => site.clock.advance(minutes * 60),
    };
    const { code } = await enrol(
      { context: site.context, clock: clock as never },
      site.actors.admin,
    );
    const { page, expectFailure } = await browser.open(site);
    expectFailure(refusedForNow);
    expectFailure(/^400 POST \/admin\/api\/step-up/);
    await postSignIn(page, site.url, 'ada', false);
    const second = await page.request.post(`${site.url}/admin/login/second-factor`, {
      headers: { 'sec-fetch-site': 'same-origin' },
      form: { code: code() },
      maxRedirects: 0,
    });
    expect(second.status()).toBe(303);
    await setLanguage(page, site.url, 'es');
    const box = page.getByTestId('step-up');
    for (const amount of ['10', '20']) {
      site.clock.advance(31 * 60);
      await visit(page, `/admin/resources/customers/records/${site.customerIds[0]}/adjust`);
      await page.locator('[name="amount"]').fill(amount);
      await page.locator('[name="reason"]').fill('motivo');
      await page.getByTestId('confirm').click();
      await box.locator('[name="password"]').fill(PASSWORD);
      await box.locator('[name="code"]').fill('000000');
      await page.getByTestId('confirm').click();
      await page.getByTestId('step-up-code').locator('.field-error').waitFor();
      if (amount === '10') await look(page, 'adjust-code-es');
      await box.locator('[name="code"]').fill(code());
      await page.getByTestId('confirm').click();
      await page.waitForURL(/\/show$/);
    }
    expect(await balanceOf(site.context, site.customerIds[0])).toBe(30);
  });

  it('is asked for by the form of a record and by the page of a run', async () => {
    const site = await openSite(embedded, { customers: 2, env: { STEP_UP_ROWS: '1' } });
    const { page, expectFailure } = await browser.signIn(site, 'ada', {
      at: `/admin/resources/customers/records/${site.customerIds[0]}/edit`,
      stepsUp: false,
    });
    expectFailure(refusedForNow);
    await page.getByLabel('Betting limit').fill('90000');
    await page.getByTestId('button-save').click();
    const box = page.getByTestId('step-up');
    await box.waitFor();
    await look(page, 'record-asked');
    await box.getByLabel('Your password').fill(PASSWORD);
    await page.getByTestId('button-save').click();
    await page.waitForURL(/\/show$/);
    const [row] = await query(
      site.context,
      'SELECT betting_limit AS l FROM customers WHERE id = ?',
      site.customerIds[0],
    );
    expect(row?.['l']).toBe(90000);

    site.clock.advance(31 * 60);
    for (let count = 0; count < 3; count += 1) await addWager(site);
    await visit(page, '/admin/resources/wagers/actions/settleAll?filters.status=active');
    await page.getByLabel('loss').check();
    await page.getByTestId('bulk-preview').click();
    await page.getByTestId('start-run').click();
    await box.waitFor();
    await look(page, 'run-asked');
    await box.getByLabel('Your password').fill(PASSWORD);
    await page.getByTestId('start-run').click();
    await page.getByTestId('run-result').waitFor();
  });

  it('is asked for by an import of many rows, whose file and mapping stay', async () => {
    const site = await openSite(embedded, { customers: 2, env: { STEP_UP_ROWS: '2' } });
    const { page, expectFailure } = await browser.signIn(site, 'gus', {
      at: '/admin/resources/customers/actions/import',
      stepsUp: false,
    });
    expectFailure(refusedForNow);
    const csv = 'name,email\nA One,a1@x.test\nA Two,a2@x.test\nA Three,a3@x.test\n';
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'new.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByTestId('import-all').click();
    const box = page.getByTestId('step-up');
    await box.getByLabel('Your password').fill(PASSWORD);
    await look(page, 'import-asked');
    await page.getByTestId('import-all').click();
    await box.waitFor({ state: 'detached' });
    await page.locator('[data-testid="import-result"] [role="status"]').waitFor();
    await page.getByTestId('import-all').waitFor({ state: 'detached' });
    const [row] = await query(
      site.context,
      `SELECT count(*) AS n FROM customers WHERE email LIKE '%@x.test'`,
    );
    expect(row?.['n']).toBe(3);
  });
});

describe('the second factor in the browser', () => {
  it.each([
    ['ada', 'en'],
    ['gus', 'es'],
    ['cleo', 'en'],
  ] as const)(
    'is required of %s, set up with the password, and cannot be turned off',
    async (name, language) => {
      const site = await openSite(embedded, {
        customers: 2,
        env: { REQUIRE_2FA: 'admin,agent,customer' },
      });
      const { page, expectFailure } = await browser.open(site);
      expectFailure(/^(400|403) POST \/admin\/account\/second-factor/);
      await postSignIn(page, site.url, name, false);
      await page.goto(`/admin?language=${language}`);
      await page.goto(`/admin/account/second-factor?language=${language}`);
      await look(page, `required-${name}`);
      await page.locator('[name="password"]').fill('not the password');
      await page.locator('button[value="start"]').click();
      await page.locator('#message, [role="alert"]').first().waitFor();
      await look(page, `required-wrong-${name}`);
      await page.locator('[name="password"]').fill(PASSWORD);
      await page.locator('button[value="start"]').click();
      await page.locator('svg').first().waitFor();
      await look(page, `enrol-${name}`);
      const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
      const code = () =>
        new TOTP({ secret: Secret.fromBase32(secret) }).generate({
          timestamp: site.clock.now().getTime(),
        });
      await page.locator('[name="code"]').fill(code());
      await page.locator('button[value="confirm"]').click();
      await page.locator('ul.codes li').first().waitFor();
      expect(await page.locator('ul.codes li').count()).toBe(10);
      await look(page, `codes-${name}`);
      await page.goto('/admin');
      await page.getByTestId('dashboard').waitFor();
      await page.goto('/admin/account/second-factor');
      expect(await page.locator('button[value="remove"]').count()).toBe(0);
      await look(page, `on-required-${name}`);
    },
  );

  it('is turned off with password and code', async () => {
    const site = await openSite(embedded, { customers: 2 });
    const clock = {
      now: () => site.clock.now(),
      advance: ({ minutes = 0 }) => site.clock.advance(minutes * 60),
    };
    const { code } = await enrol(
      { context: site.context, clock: clock as never },
      site.actors.customer,
    );
    const { page, expectFailure } = await browser.open(site);
    expectFailure(/^400 POST \/admin\/account\/second-factor/);
    await postSignIn(page, site.url, 'cleo', false);
    await page.goto('/admin/login/second-factor');
    await page.getByLabel('Code').fill(code());
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByTestId('dashboard').waitFor();
    await page.goto('/admin/account/second-factor');
    await look(page, 'on');
    site.clock.advance(60);
    await page.locator('#password-remove').fill(PASSWORD);
    await page.locator('#code-remove').fill('000000');
    await page.getByRole('button', { name: 'Turn off' }).click();
    await look(page, 'remove-wrong');
    await page.locator('#password-remove').fill(PASSWORD);
    await page.locator('#code-remove').fill(code());
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByText('your second factor is off', { exact: false }).waitFor();
  });
});
