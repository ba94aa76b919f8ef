import { describe, expect, it } from 'vitest';
import { settleWagers } from '../../src/services/wagers/wagers.js';
import { seriousProblems } from '../helpers/browser/axe.js';
import { setLanguage, useBrowser, visit } from '../helpers/browser/browser.js';
import { addWager, openSite, type Site } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();

const FEW = 3;

async function settledWager(site: Site): Promise<string> {
  const id = await addWager(site);
  const operation = { operationId: site.context.newId(), ids: [id], result: 'win' } as const;
  await settleWagers(site.context, site.actors.admin, operation);
  return id;
}

const recordPage = (table: string, id: string, action = 'show') =>
  `/admin/resources/${table}/records/${id}/${action}`;

describe('actions that a record refuses', () => {
  it.each([
    ['en', 'Settle', 'already settled as win; use regrade to change its result'],
    ['es', 'Liquidar', 'ya liquidada como ganada; use recalificar para cambiar su resultado'],
  ] as const)('stand greyed out beside the reason (%s)', async (language, label, reason) => {
    const site = await openSite(embedded, { customers: FEW });
    const id = await settledWager(site);
    const { page } = await browser.signIn(site, 'ada', { at: '/admin' });
    await setLanguage(page, site.url, language);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await visit(page, recordPage('wagers', id));
      const settle = page.getByTestId('refused-settle');
      await settle.waitFor();
      expect(await settle.textContent()).toBe(label);
      expect(await settle.getAttribute('aria-disabled')).toBe('true');
      const described = await settle.getAttribute('aria-describedby');
      expect(await page.locator(`[id="${String(described)}"]`).textContent()).toBe(reason);
      await settle.focus();
      const focused = await page.evaluate<string>('document.activeElement.dataset.testid');
      expect(focused).toBe('refused-settle');
      await settle.press('Enter');
      expect(page.url()).toContain('/show');
      expect(await page.getByTestId('action-settle').count()).toBe(0);
      await page.getByTestId('action-regrade').waitFor();
      expect.soft(await seriousProblems(page), language).toEqual([]);
      const overflow = await page.evaluate<boolean>(
        'document.documentElement.scrollWidth > window.innerWidth',
      );
      expect(overflow).toBe(false);
    }
  });

  it('are those of the reader’s role, and go when the state allows them', async () => {
    const site = await openSite(embedded, { customers: FEW });
    const id = await addWager(site);
    const { page } = await browser.signIn(site, 'gus', { at: recordPage('wagers', id) });
    await page.getByTestId('refused-accept').waitFor();
    const list = page.getByRole('list', { name: 'Not open now' });
    expect(await list.getByRole('button').allInnerTexts()).toEqual(['Accept', 'Cancel']);
    expect(await list.textContent()).not.toContain('void');
    const admin = await browser.signIn(site, 'ada', { at: recordPage('wagers', id) });
    await admin.page.getByTestId('action-settle').waitFor();
    await admin.page.setViewportSize({ width: 360, height: 900 });
    const customer = await browser.signIn(site, 'cleo', { at: recordPage('wagers', id) });
    await customer.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await customer.page.getByRole('list', { name: 'Not open now' }).count()).toBe(0);
  });
});

describe('a form with columns that it does not change', () => {
  it('shows them with the reason, as the role has it', async () => {
    const site = await openSite(embedded, { customers: FEW });
    const [customer] = site.customerIds;
    const admin = await browser.signIn(site, 'ada', {
      at: recordPage('customers', customer, 'edit'),
    });
    await admin.page.getByTestId('fixed-balance').waitFor();
    expect(await admin.page.getByTestId('fixed-columns').textContent()).toContain(
      'changes by transactions only',
    );
    const agent = await browser.signIn(site, 'gus', {
      at: recordPage('customers', customer, 'edit'),
    });
    await agent.page.getByTestId('fixed-status').waitFor();
    expect(await agent.page.getByTestId('fixed-status').textContent()).toContain(
      'an administrator changes it',
    );
    await agent.page.setViewportSize({ width: 360, height: 900 });
  });
});

describe('the page "Why may I, why not"', () => {
  it('leads from a record to the rule that decides', async () => {
    const site = await openSite(embedded, { customers: FEW });
    const id = await settledWager(site);
    const { page } = await browser.signIn(site, 'ada', { at: recordPage('wagers', id) });
    await page.getByTestId('why-may-i').click();
    await page.getByTestId('access').waitFor();
    await page.getByTestId('field-login').getByRole('combobox').fill('gus');
    await page.getByRole('option', { name: 'gus' }).click();
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    await page.getByTestId('access-actions').waitFor();
    await page.getByTestId('action-settle').getByRole('link').click();
    const rule = page.getByTestId('rule-action');
    await rule.getByText('the role agent does not have “settle”').waitFor();
    await rule.getByText('access.agent.actions', { exact: true }).waitFor();
    await visit(page, `/admin/pages/access?login=ada&table=wagers&record=${id}&action=settle`);
    await page.getByTestId('rule-state').getByText('is already settled as win').waitFor();
  });

  it('is readable on a telephone and in Spanish', async () => {
    const site = await openSite(embedded, { customers: FEW });
    const id = await settledWager(site);
    const { page } = await browser.signIn(site, 'ada', { at: '/admin' });
    for (const [language, width] of [
      ['en', 1280],
      ['es', 360],
    ] as const) {
      await setLanguage(page, site.url, language);
      await page.setViewportSize({ width, height: 900 });
      for (const action of ['', 'settle']) {
        await visit(
          page,
          `/admin/pages/access?login=ada&table=wagers&record=${id}&action=${action}`,
        );
        await page.getByTestId('access-answer').waitFor();
        expect.soft(await seriousProblems(page), language).toEqual([]);
        const overflow = await page.evaluate<boolean>(
          'document.documentElement.scrollWidth > window.innerWidth',
        );
        expect(overflow).toBe(false);
      }
    }
  });

  it('opens from a login with the login filled in', async () => {
    const site = await openSite(embedded, { customers: FEW });
    const { userId } = site.actors.agent;
    const { page } = await browser.signIn(site, 'ada', { at: recordPage('users', userId) });
    await page.getByTestId('why-may-i').click();
    await page.getByTestId('access').waitFor();
    expect(new URL(page.url()).searchParams.get('login')).toBe(userId);
    const agent = await browser.signIn(site, 'gus', { at: recordPage('users', userId) });
    await agent.page.getByTestId('copy-id').waitFor();
    expect(await agent.page.getByTestId('why-may-i').count()).toBe(0);
  });
});
