import { describe, expect, it, onTestFinished } from 'vitest';
import { bulkRunnerOf } from '../../src/admin/bulk/runner.js';
import { balanceOf, query } from '../helpers/books/book.js';
import { follow, useBrowser } from '../helpers/browser/browser.js';
import { addWager, openSite, type Site } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';

const browser = useBrowser();

const pathOf = (wagerId: string, action = 'show') =>
  `/admin/resources/wagers/records/${wagerId}/${action}`;

async function statusOf(site: Site, wagerId: string): Promise<unknown> {
  const [row] = await query(
    site.context,
    'SELECT status, result FROM wagers WHERE id = ?',
    wagerId,
  );
  return row;
}

describe('an operation in the browser', () => {
  it('places, settles and reopens a wager, once for two clicks, and shows what moved', async () => {
    const site = await openSite(embedded);
    const [customerId] = site.customerIds;
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/wagers' });
    await page.getByTestId('action-place').click();
    await page.getByLabel('Customer').fill('customer 01');
    await page.getByRole('option', { name: 'Customer 01' }).click();
    await page.getByLabel('Bet').fill('Chiefs -3.5');
    await page.getByLabel('Stake').fill('100');
    await page.getByLabel('Odds').fill('-110');
    await page.getByTestId('confirm').click();
    await page.getByRole('heading', { level: 1, name: 'Wagers' }).waitFor();
    expect(await balanceOf(site.context, customerId)).toBe(-100);

    await page.locator('tbody .row-link').click();
    await page.getByTestId('action-settle').click();
    await page.getByLabel('win').check();
    const preview = page.getByTestId('preview');
    await preview.getByText('190.91').first().waitFor();
    expect(await balanceOf(site.context, customerId)).toBe(-100);
    const commits: string[] = [];
    page.on('request', (request) => {
      if (request.postData()?.includes('commit')) commits.push(request.url());
    });
    await page.getByTestId('confirm').evaluate((button: { click(): void }) => {
      button.click();
      button.click();
    });
    await page.getByTestId('action-reopen').waitFor();
    expect(commits).toHaveLength(1);
    expect(await page.locator('dl.record').innerText()).toMatch(/Settled[\s\S]*Win/);
    expect(await balanceOf(site.context, customerId)).toBe(90.91);

    await follow(page, `/admin/resources/customers/records/${customerId}/show`);
    await page.getByText('$90.91').waitFor();
    await follow(page, '/admin/resources/transactions');
    await page.getByText('1 to 2 of 2').waitFor();
    const amounts = page.locator('td[data-column="amount"]');
    expect((await amounts.allInnerTexts()).sort()).toEqual(['$100.00', '$190.91']);

    await follow(page, '/admin/resources/wagers');
    await page.locator('tbody .row-link').click();
    await page.getByTestId('action-reopen').click();
    await page.getByLabel('Reason').fill('the match is replayed');
    await preview.getByText('190.91').first().waitFor();
    await page.getByTestId('confirm').click();
    await page.getByTestId('action-settle').waitFor();
    expect(await balanceOf(site.context, customerId)).toBe(-100);
  });

  it('is sent again after a lost reply with one effect, and names the change of somebody else', async () => {
    const site = await openSite(embedded);
    const wagerId = await addWager(site);
    const at = pathOf(wagerId, 'settle');
    const { page, expectFailure } = await browser.signIn(site, 'ada', { at });
    expectFailure(/^failed: .*\/settle/);
    const { page: late } = await browser.signIn(site, 'ada', { at });
    for (const each of [page, late]) {
      await each.getByLabel('win').check();
      await each.getByTestId('preview').getByText('190.91').first().waitFor();
    }
    let lost = 0;
    await page.route('**/api/resources/wagers/records/*/settle', async (route) => {
      if (lost > 0 || !route.request().postData()?.includes('commit')) return route.fallback();
      lost += 1;
      await route.fetch(); // it reaches the server …
      return route.abort('connectionreset'); // … and the answer does not come back
    });
    await page.getByTestId('confirm').click();
    await page.getByText('It is safe to send it again').waitFor();
    expect(await statusOf(site, wagerId)).toEqual({ status: 'settled', result: 'win' });
    await page.getByTestId('confirm').click();
    await page.getByTestId('action-reopen').waitFor();
    expect(await balanceOf(site.context, site.customerIds[0])).toBe(90.91);
    expect(lost).toBe(1);

    await late.getByTestId('confirm').click();
    await late
      .getByText(/already settled as win/)
      .first()
      .waitFor();
    expect(await balanceOf(site.context, site.customerIds[0])).toBe(90.91);
  });

  it('settles chosen wagers, and names each that was refused', async () => {
    const site = await openSite(embedded);
    onTestFinished(() => bulkRunnerOf(site.context).stop());
    const [first, second, third] = [
      await addWager(site),
      await addWager(site, site.customerIds[1]),
      await addWager(site, site.customerIds[2]),
    ];
    const { page } = await browser.signIn(site, 'ada', { at: '/admin/resources/wagers' });
    await page.getByLabel('Choose all rows of this page').check();
    await page.getByText('3 rows chosen').waitFor();
    await page.getByTestId('bulk-settleMany').click();
    await page.getByLabel('loss').check();
    await page.getByTestId('bulk-preview').click();
    await page.getByTestId('preview-changes').getByText('3').waitFor();
    const other = await browser.signIn(site, 'ada', { at: pathOf(second, 'settle') });
    await other.page.getByLabel('win').check();
    await other.page.getByTestId('preview').getByText('190.91').first().waitFor();
    await other.page.getByTestId('confirm').click();
    await other.page.getByTestId('action-reopen').waitFor();

    await page.getByTestId('start-run').click();
    await page.getByRole('heading', { name: 'The row that was refused' }).waitFor();
    await page.getByText(/already settled as win|changed since/).waitFor();
    expect(await statusOf(site, first)).toEqual({ status: 'settled', result: 'loss' });
    expect(await statusOf(site, second)).toEqual({ status: 'settled', result: 'win' });
    expect(await statusOf(site, third)).toEqual({ status: 'settled', result: 'loss' });
  });

  it('shows a refusal of the service beside its field, and moves nothing', async () => {
    const site = await openSite(embedded);
    const at = '/admin/resources/wagers/actions/place';
    const { page } = await browser.signIn(site, 'cleo', { at });
    await page.getByLabel('Bet').fill('Chiefs -3.5');
    await page.getByLabel('Stake').fill('100');
    await page.getByLabel('Odds').fill('50');
    await page.getByTestId('confirm').click();
    await page.getByTestId('field-odds').getByRole('alert').waitFor();
    await page.getByLabel('Odds').and(page.locator(':focus')).waitFor();
    expect(await balanceOf(site.context, site.customerIds[0])).toBe(0);
  });
});
