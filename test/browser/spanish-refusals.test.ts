import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bulkRunnerOf } from '../../src/admin/bulk/runner.js';
import { cancelRun, createRun } from '../../src/services/bulk-runs/bulk-runs.js';
import { settleWagers } from '../../src/services/wagers/wagers.js';
import { query } from '../helpers/books/book.js';
import { follow, useBrowser } from '../helpers/browser/browser.js';
import { addWager, openSite, type Site } from '../helpers/browser/site.js';
import { embedded } from '../helpers/engines/engines.js';
import { sharedWorld } from '../helpers/run/shared-world.js';

/** Refusals as a Spanish administrator meets them, by clicks: the whole text of each. */

const browser = useBrowser();

const pageOf = (table: string, action: string) => `/admin/resources/${table}/actions/${action}`;

/** Reads the alerts of the page, once there are any. */
async function alertsOf(page: Page): Promise<string[]> {
  await page.getByRole('alert').first().waitFor();
  return page.getByRole('alert').allInnerTexts();
}

async function pickCustomer(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Cliente' }).fill(name);
  await page.getByRole('option', { name }).click();
}

/** Types into the inputs of a form, by their names. */
async function type(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    await page.locator(`input[name="${name}"]`).fill(value);
  }
}

async function confirm(page: Page): Promise<void> {
  await page.getByTestId('confirm').click();
}

async function numberOf(site: Site, wagerId: string): Promise<string> {
  const sql = 'SELECT wager_number AS number FROM wagers WHERE id = ?';
  const [row] = await query<{ number: string }>(site.context, sql, wagerId);
  return row?.number ?? '';
}

async function settleBehind(site: Site, wagerId: string): Promise<void> {
  await settleWagers(site.context, site.actors.admin, {
    operationId: site.context.newId(),
    ids: [wagerId],
    result: 'win',
  });
}

async function previewRun(site: Site, wagerId: string): Promise<string> {
  const { run } = await createRun(site.context, site.actors.admin, {
    id: site.context.newId(),
    kind: 'wager.settle',
    result: 'win',
    reason: null,
    rows: { ids: [wagerId] },
    list: '/admin/resources/wagers',
  });
  return run.id;
}

describe('a refusal in Spanish', () => {
  const site = sharedWorld(async () => {
    const opened = await openSite(embedded);
    await opened.context.database
      .prepare(`UPDATE customers SET status = 'suspended' WHERE name = 'Customer 09'`)
      .run();
    return opened;
  });
  const open = (at: string) => browser.signIn(site(), 'ada', { at, language: 'es' });

  it('of a wager names the odds that are none, and the result that it has already', async () => {
    const { page } = await open(pageOf('wagers', 'place'));
    await pickCustomer(page, 'Customer 02');
    await type(page, { description: 'Chiefs -3.5', amount: '100', odds: '50' });
    await confirm(page);
    expect(await alertsOf(page)).toEqual([
      'La cuota está entre -100 y 100; las cuotas americanas son números enteros de 100 a 100,000 en ambos sentidos, por ejemplo -110',
    ]);

    const wagerId = await addWager(site());
    await follow(page, `/admin/resources/wagers/records/${wagerId}/settle`);
    await page.getByLabel('Ganada').check();
    await page.getByTestId('preview').getByText('190.91').first().waitFor();
    await settleBehind(site(), wagerId);
    await confirm(page);
    const number = await numberOf(site(), wagerId);
    expect(await alertsOf(page)).toEqual([
      `La apuesta ${number} ya está liquidada como ganada; use recalificar para cambiar su resultado`,
    ]);
  });

  it('of a transaction names the amount below zero, and the customer who may not withdraw', async () => {
    const { page } = await open(pageOf('transactions', 'createNew'));
    await pickCustomer(page, 'Customer 09');
    await page.getByRole('radio', { name: 'Retiro' }).check();
    await type(page, { amount: '-5' });
    await confirm(page);
    expect(await alertsOf(page)).toEqual(['El importe es negativo']);
    await type(page, { amount: '5' });
    await confirm(page);
    await page.getByText('suspendido').waitFor();
    expect(await alertsOf(page)).toEqual([
      'Customer 09 tiene el estado suspendido y no puede retirar; active antes al cliente',
    ]);
  });

  it('of a login names the short password, and the name that another has', async () => {
    const { page } = await open(pageOf('users', 'createLogin'));
    await type(page, { username: 'gus', email: 'new@example.test', password: 'short' });
    await page.getByRole('radio', { name: 'Administrador' }).check();
    await confirm(page);
    expect(await alertsOf(page)).toEqual(['La contraseña necesita al menos 12 caracteres']);
    await type(page, { password: 'eight loud herons' });
    await confirm(page);
    await page.getByText('Ya está en uso').waitFor();
    expect(await alertsOf(page)).toEqual(['Ya está en uso']);
  });

  it('of an import names the empty file, and the columns that a file lacks', async () => {
    const { page } = await open(pageOf('customers', 'import'));
    const choose = (csv: string) =>
      page
        .locator('#import-file')
        .setInputFiles({ name: 'new.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await choose('');
    expect(await alertsOf(page)).toEqual(['El archivo está vacío']);
    await choose('Name,Phone\nAnn,555\n');
    await page.getByText('necesita una columna').waitFor();
    expect(await alertsOf(page)).toEqual([
      'El archivo necesita una columna para Agente, Correo electrónico',
    ]);
  });

  it('of a bulk run names the run that was cancelled, and the row that changed', async () => {
    const { context, actors } = site();
    const runner = bulkRunnerOf(context);
    onTestFinished(() => runner.stop());
    const cancelled = await previewRun(site(), await addWager(site()));
    const pageOfRun = (id: string) => `/admin/resources/bulk_runs/records/${id}/show`;
    const { page } = await open(pageOfRun(cancelled));
    await page.getByTestId('start-run').waitFor();
    await cancelRun(context, actors.admin, cancelled);
    await page.getByTestId('start-run').click();
    expect(await alertsOf(page)).toEqual(['La ejecución en bloque ya está cancelada']);

    const wagerId = await addWager(site());
    await follow(page, pageOfRun(await previewRun(site(), wagerId)));
    await page.getByTestId('start-run').waitFor();
    await settleBehind(site(), wagerId);
    await page.getByTestId('start-run').click();
    await page.getByRole('heading', { name: 'La fila rechazada' }).waitFor();
    const number = await numberOf(site(), wagerId);
    await page
      .getByText(
        `${number} la apuesta ${number} ya está liquidada como ganada; use recalificar para cambiar su resultado`,
        { exact: true },
      )
      .waitFor();
  });
});
