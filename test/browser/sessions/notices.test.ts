import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { query } from '../../helpers/books/book.js';
import { seriousProblems } from '../../helpers/browser/axe.js';
import {
  fillSignIn,
  follow,
  postSignIn,
  setLanguage,
  useBrowser,
} from '../../helpers/browser/browser.js';
import { englishOn } from '../../helpers/browser/every-page.js';
import { openSite, type Site } from '../../helpers/browser/site.js';
import { embedded } from '../../helpers/engines/engines.js';

const browser = useBrowser();
const banner = (page: Page) => page.getByTestId('account-notices');

/** Opens two windows of one login: the second one is new to it. */
async function signInTwice(site: Site, username: string, width = 1280) {
  const first = await browser.open(site, { width });
  await postSignIn(first.page, site.url, username);
  const second = await browser.open(site, { width });
  await postSignIn(second.page, site.url, username);
  return { own: first.page, other: second.page };
}

const openNotices = async (site: Site) =>
  (await query(site.context, 'SELECT id FROM account_notices WHERE acknowledged_at IS NULL'))
    .length;

describe('the notice of a new browser', () => {
  it('stays above every page of the panels until its user acknowledges it', async () => {
    const site = await openSite(embedded);
    const { own } = await signInTwice(site, 'ada');
    await own.goto('/admin/resources/customers');
    await banner(own).waitFor();
    expect(await banner(own).innerText()).toContain('Chrome on Linux, 127.0.0.1, ');
    await own.getByRole('link', { name: 'Customer 30' }).first().click();
    await own.getByRole('heading', { level: 1, name: 'Customer 30' }).waitFor();
    await banner(own).waitFor();
    expect(await seriousProblems(own)).toEqual([]);
    await own.reload();
    await banner(own).getByRole('button', { name: 'It was me' }).click();
    await banner(own).waitFor({ state: 'detached' });
    expect(await openNotices(site)).toBe(0);
    await own.goto('/admin/resources/customers');
    await own.getByRole('link', { name: 'Customer 30' }).first().waitFor();
    expect(await banner(own).count()).toBe(0);
  });

  it('appears on a page that was open already, in Spanish, on a telephone, for a customer', async () => {
    const site = await openSite(embedded);
    const { page } = await browser.open(site, { width: 360 });
    await setLanguage(page, site.url, 'es');
    await postSignIn(page, site.url, 'cleo');
    await page.goto('/admin');
    await page.getByTestId('dashboard').waitFor();
    expect(await banner(page).count()).toBe(0);
    const other = await browser.open(site);
    await postSignIn(other.page, site.url, 'cleo');
    await follow(page, '/admin/resources/wagers');
    await banner(page).getByText('¿Ha sido usted?').waitFor();
    expect(await englishOn(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('leads to the account page, which signs the new browser out', async () => {
    const site = await openSite(embedded);
    const { own, other } = await signInTwice(site, 'gus');
    await own.goto('/admin');
    await banner(own).getByRole('link', { name: 'Your account' }).click();
    await own.getByRole('heading', { name: 'Was this you?' }).waitFor();
    expect(await seriousProblems(own)).toEqual([]);
    await own.getByRole('button', { name: 'Sign out everywhere else' }).first().click();
    await own.getByText('Every other session has ended.').waitFor();
    await other.goto('/admin');
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    await own.getByRole('button', { name: 'It was me' }).click();
    await own.getByRole('heading', { name: 'Security notices' }).waitFor();
    expect(await own.getByRole('heading', { name: 'Was this you?' }).count()).toBe(0);
  });
});

describe('a browser that has to wait', () => {
  it('reads for how long and what else works, and keeps the typed name', async () => {
    const site = await openSite(embedded);
    const { page, expectFailure } = await browser.open(site, { width: 360 });
    expectFailure(/^401 /);
    expectFailure(/^429 /);
    for (let round = 0; round < 6; round += 1) await fillSignIn(page, 'ada', 'not the password');
    await page.getByText(/try again in 1 minute, or use a browser that has signed in/).waitFor();
    expect(await page.getByLabel('Username or email').inputValue()).toBe('ada');
    expect(await seriousProblems(page)).toEqual([]);
  });
});
