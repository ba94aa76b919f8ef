import { describe, expect, it } from 'vitest';
import { balanceOf, query } from '../../helpers/books/book.js';
import { seriousProblems } from '../../helpers/browser/axe.js';
import { postSignIn, useBrowser } from '../../helpers/browser/browser.js';
import { addWager, openSite } from '../../helpers/browser/site.js';
import { englishOn } from '../../helpers/browser/every-page.js';
import {
  endSessions,
  lookAgain,
  sessionNotice,
  signInBeside,
} from '../../helpers/browser/session-end.js';
import { embedded } from '../../helpers/engines/engines.js';

const browser = useBrowser();

describe('a record form whose session has ended', () => {
  it('keeps the typed values, says so, and saves once after a sign-in in another tab', async () => {
    const site = await openSite(embedded);
    const [customerId] = site.customerIds;
    const at = `/admin/resources/customers/records/${customerId}/edit`;
    const { page, expectFailure } = await browser.signIn(site, 'ada', { at });
    await page.getByLabel('Name').fill('Ann Marie');
    await endSessions(site);
    expectFailure(/^401 /);
    await page.getByTestId('button-save').click();

    const notice = sessionNotice(page);
    await notice.and(page.locator(':focus')).waitFor();
    expect(await notice.getAttribute('role')).toBe('alert');
    expect(await notice.innerText()).toContain('Your session has ended.');
    expect(new URL(page.url()).pathname).toBe(at);
    expect(await page.getByLabel('Name').inputValue()).toBe('Ann Marie');
    expect(await page.getByTestId('button-save').isEnabled()).toBe(true);

    await signInBeside(page, 'ada');
    await lookAgain(page);
    await notice.getByText('You are signed in again.').waitFor();
    await page.getByTestId('button-save').click();
    await page.getByRole('heading', { level: 1, name: 'Ann Marie' }).waitFor();
    await notice.waitFor({ state: 'detached' });
    const edits = await query(
      site.context,
      `SELECT record_id FROM audit_log WHERE action = 'customer.edited'`,
    );
    expect(edits).toEqual([{ record_id: customerId }]);
  });

  it('creates a record that was typed while nobody was signed in', async () => {
    const site = await openSite(embedded);
    const at = '/admin/resources/customers';
    const { page, expectFailure } = await browser.signIn(site, 'ada', { at });
    await page.getByRole('link', { name: 'New customer' }).click();
    await page.getByLabel('Name').fill('Zoë');
    await endSessions(site);
    expectFailure(/^401 /);
    // The search for the agent is a request in the background.
    await page.getByLabel('Agent').fill('harbor');
    await sessionNotice(page).waitFor();
    await page.getByLabel('Agent').and(page.locator(':focus')).waitFor();
    await signInBeside(page, 'ada');
    await lookAgain(page);
    expect(await page.getByLabel('Name').inputValue()).toBe('Zoë');
    await page.getByLabel('Agent').fill('harbor');
    await page.getByRole('option', { name: 'Harbor Street' }).click();
    await page.getByLabel('Email').fill('zoe@example.test');
    await page.getByTestId('button-save').click();
    await page.getByRole('heading', { level: 1, name: 'Zoë' }).waitFor();
  });
});

describe('a confirmation whose session has ended', () => {
  it('shows the refused preview after the sign-in, and settles once with its first id', async () => {
    const site = await openSite(embedded);
    const wagerId = await addWager(site);
    const at = `/admin/resources/wagers/records/${wagerId}/settle`;
    const { page, expectFailure } = await browser.signIn(site, 'ada', { at });
    const ids = new Set<string | undefined>();
    page.on('request', (request) => {
      const body = request.postData() ?? '';
      if (body.includes('operationId')) ids.add(/operationId"\s+([\w-]+)/.exec(body)?.[1]);
    });
    expectFailure(/^401 /);
    await endSessions(site);
    await page.getByLabel('win').check();
    await sessionNotice(page).waitFor();
    await page.getByLabel('win').and(page.locator(':focus')).waitFor();
    await signInBeside(page, 'ada');
    await lookAgain(page);
    await page.getByTestId('preview').getByText('190.91').first().waitFor();

    await endSessions(site);
    await page.getByTestId('confirm').click();
    await sessionNotice(page).getByText('Your session has ended.').waitFor();
    expect(await page.getByLabel('win').isChecked()).toBe(true);
    await signInBeside(page, 'ada');
    // The page has heard nothing of it: the button works all the same.
    await page.getByTestId('confirm').click();
    await page.getByTestId('action-reopen').waitFor();
    await sessionNotice(page).waitFor({ state: 'detached' });
    expect(ids.size).toBe(1);
    const operations = await query(
      site.context,
      `SELECT id FROM operations WHERE kind = 'wager.settle'`,
    );
    expect(operations).toEqual([{ id: [...ids][0] }]);
    expect(await balanceOf(site.context, site.customerIds[0])).toBe(90.91);
  });

  it('answers with the first result when the first try had reached the server', async () => {
    const site = await openSite(embedded);
    const [customerId] = site.customerIds;
    const at = `/admin/resources/customers/records/${customerId}/adjust`;
    const { page, expectFailure } = await browser.signIn(site, 'ada', { at });
    expectFailure(/^(failed: .*\/adjust|401 )/);
    await page.getByLabel('Amount').fill('25');
    await page.getByLabel('Reason').fill('goodwill');
    let sent = 0;
    await page.route('**/api/resources/customers/records/*/adjust', async (route) => {
      if (!route.request().postData()?.includes('commit')) return route.fallback();
      sent += 1;
      if (sent > 1) return route.fallback();
      await route.fetch(); // it reaches the server …
      await endSessions(site);
      return route.abort('connectionreset'); // … and the answer does not come back
    });
    await page.getByTestId('confirm').click();
    await page.getByText('It is safe to send it again').waitFor();
    await page.getByTestId('confirm').click();
    await sessionNotice(page).waitFor();
    await signInBeside(page, 'ada');
    await page.getByTestId('confirm').click();
    await page.getByRole('heading', { level: 1, name: 'Customer 01' }).waitFor();
    expect(sent).toBe(3);
    expect(await balanceOf(site.context, customerId)).toBe(25);
  });
});

describe('the notice of an ended session', () => {
  it('is readable in Spanish on a phone in the dark, and takes nobody out of a field', async () => {
    const site = await openSite(embedded);
    const wagerId = await addWager(site);
    const { page, expectFailure } = await browser.signIn(site, 'ada', {
      at: `/admin/resources/wagers/records/${wagerId}/void`,
      width: 360,
      colorScheme: 'dark',
      language: 'es',
    });
    await endSessions(site);
    expectFailure(/^401 /);
    const reason = page.getByLabel('Motivo');
    await reason.pressSequentially('el partido');
    await sessionNotice(page).getByText('Su sesión ha terminado.').waitFor();
    await reason.pressSequentially(' se suspendió');
    expect(await reason.inputValue()).toBe('el partido se suspendió');
    expect(await seriousProblems(page)).toEqual([]);
    expect(await englishOn(page)).toEqual([]);
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
    await signInBeside(page, 'ada');
    await lookAgain(page);
    await sessionNotice(page).getByText('Ha entrado de nuevo.').waitFor();
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByTestId('confirm').click();
    await page.getByTestId('action-reopen').waitFor();
  });
});

describe('another login in the same browser', () => {
  it('is named, does not save the typed values, and gives way to the first one', async () => {
    const site = await openSite(embedded);
    const [customerId] = site.customerIds;
    const at = `/admin/resources/customers/records/${customerId}/edit`;
    const { page, expectFailure } = await browser.signIn(site, 'ada', { at });
    await page.getByLabel('Name').fill('Ann Marie');
    await endSessions(site);
    await postSignIn(page, site.url, 'gus');
    expectFailure(/^(401|412) /);
    await page.getByTestId('button-save').click();
    const notice = sessionNotice(page);
    await notice.getByText('This browser is signed in as gus now.').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Ann Marie');
    const nameOf = () => query(site.context, 'SELECT name FROM customers WHERE id = ?', customerId);
    expect(await nameOf()).toEqual([{ name: 'Customer 01' }]);

    await signInBeside(page, 'ada');
    await lookAgain(page);
    await notice.getByText('You are signed in again.').waitFor();
    await page.getByTestId('button-save').click();
    await page.getByRole('heading', { level: 1, name: 'Ann Marie' }).waitFor();
    expect(await nameOf()).toEqual([{ name: 'Ann Marie' }]);
  });
});
