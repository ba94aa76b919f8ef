import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { fillSignIn, postSignIn, useBrowser } from '../../helpers/browser/browser.js';
import { openSite, PASSWORD } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';

const browser = useBrowser();

describe('two tabs of one browser', () => {
  it('do not act as each other after another login has signed in', async () => {
    const site = await openSite(embedded);
    const at = '/admin/resources/customers?sortBy=name';
    const { page, expectFailure } = await browser.signIn(site, 'ada', { at });
    await page.getByText('1 to 25 of 31').waitFor();
    const other = await page.context().newPage();
    await other.goto('/admin/account');
    await other.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await fillSignIn(other, 'gus');
    await other.getByTestId('dashboard').waitFor();
    expectFailure(/^412 /);
    // A page that only shows rows is loaded again, as the new login sees it.
    await page.getByRole('link', { name: 'Customer 01' }).click();
    await page.getByTestId('user-menu').getByText('gus').waitFor();
    await page.getByRole('heading', { name: 'Customer 01' }).waitFor();
  });
});

describe('the account pages', () => {
  it('fit the width of a phone, and change the password', async () => {
    const site = await openSite(embedded);
    const { page, expectFailure } = await browser.open(site, { width: 360 });
    const overflow = () =>
      page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
    await page.goto('/admin/login');
    expect(await overflow()).toBe(0);
    await postSignIn(page, site.url, 'ada');
    for (const path of ['', '/password', '/second-factor']) {
      await page.goto(`/admin/account${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect([path, await overflow()]).toEqual([path, 0]);
    }
    await page.goto('/admin/account/password');
    const fill = async (current: string) => {
      await page.getByLabel('Current password').fill(current);
      await page.getByLabel('New password', { exact: true }).fill('eleven loud geese');
      await page.getByLabel('New password again').fill('eleven loud geese');
      await page.keyboard.press('Enter');
    };
    expectFailure(/^400 POST \/admin\/account\/password/);
    await fill('not the password');
    const current = page.getByLabel('Current password');
    await page.getByText('The current password is not right.').waitFor();
    expect(await current.getAttribute('aria-invalid')).toBe('true');
    await fill(PASSWORD);
    await page.getByText('Your password is changed. Every other session has ended.').waitFor();
  });

  it('set up a second factor that the next sign-in asks for', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.open(site);
    await postSignIn(page, site.url, 'gus');
    await page.goto('/admin/account/second-factor');
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('img', { name: 'QR code for your authenticator' }).waitFor();
    const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
    const timestamp = site.context.clock.now().getTime();
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.getByLabel('Code', { exact: true }).fill(totp.generate({ timestamp }));
    await page.getByRole('button', { name: 'Turn on' }).click();
    const codes = page.locator('.codes li');
    expect(await codes.count()).toBe(10);
    const recovery = await codes.first().innerText();

    await page.context().clearCookies();
    await fillSignIn(page, 'gus');
    await page.getByLabel('Code', { exact: true }).fill(recovery);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByTestId('dashboard').waitFor();
  });
});
