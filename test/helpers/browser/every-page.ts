import type { Page } from 'playwright-core';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import type { Role } from '../../../src/domain/actor.js';
import { english } from '../../../src/locale/en/panels.js';
import { english as messages } from '../../../src/messages/en/index.js';
import { spanish } from '../../../src/messages/es/index.js';
import { titles as spanishNames } from '../../../src/messages/es/titles.js';
import { createRun, startRun } from '../../../src/services/bulk-runs/bulk-runs.js';
import { follow } from './browser.js';
import { addWager, type Site } from './site.js';

/** Lists the pages of the product, and finds the English on one. */

/** Pages of a login's own account, beside the panels. */
export const accountPages = ['', '/password', '/second-factor', '/signed-in'].map(
  (path) => `/admin/account${path}`,
);

/** Lists the panels' pages of each role that look unlike each other. */
export async function pagesOf(site: Site): Promise<Record<Role, string[]>> {
  const wagerId = await addWager(site);
  const [previewed, finished] = [await addRun(site), await addRun(site)];
  const runner = bulkRunnerOf(site.context);
  await startRun(site.context, site.actors.admin, finished);
  await runner.resume();
  const customer = `/admin/resources/customers/records/${site.customerIds[0]}`;
  const run = (id: string) => `/admin/resources/bulk_runs/records/${id}/show`;
  return {
    admin: [
      ...['/admin', '/admin/pages/weekly', '/admin/pages/explain', '/admin/pages/reconciliation'],
      '/admin/pages/readings',
      '/admin/pages/maintenance',
      `/admin/pages/access?login=ada&table=wagers&record=${wagerId}`,
      ...['/admin/resources/wagers', `/admin/resources/wagers/records/${wagerId}/show`],
      ...[`/admin/resources/wagers/records/${wagerId}/settle`, run(previewed), run(finished)],
      ...['/admin/resources/wagers/actions/place', '/admin/resources/wagers/actions/export'],
      ...['/admin/resources/customers/actions/import', `${customer}/edit`],
      ...[`${customer}/statement`, '/admin/resources/audit_log'],
    ],
    agent: ['/admin'],
    customer: ['/admin'],
  };
}

/** Steps that show the rest of a page. */
const steps: Record<string, (page: Page) => Promise<void>> = {
  '/admin/resources/wagers': async (page) => {
    await page.getByTestId('filter-button').click();
    await page.locator('#filter-panel').waitFor();
  },
  '/admin/pages/reconciliation': async (page) => {
    await page.getByTestId('reconcile').click();
    await page.getByTestId('invariant-7').waitFor();
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  },
  '/admin/resources/customers/actions/import': async (page) => {
    const csv = 'name,agent,email\nAnn,Mill Lane,ann@example.test\nBob,Nowhere,bob@example.test\n';
    const file = { name: 'new.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page.locator('#import-file').setInputFiles(file);
    await page.getByTestId('import-result').waitFor();
  },
};

/** Opens a page and shows all of it. */
export async function openWhole(page: Page, path: string): Promise<void> {
  await follow(page, path);
  await steps[path]?.(page);
}

async function addRun(site: Site): Promise<string> {
  const { run } = await createRun(site.context, site.actors.admin, {
    id: site.context.newId(),
    kind: 'wager.settle',
    result: 'win',
    reason: null,
    rows: { ids: [await addWager(site, site.customerIds[1])] },
    list: '/admin/resources/wagers',
  });
  return run.id;
}

function textsIn(tree: object): string[] {
  return Object.values(tree).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : textsIn(value as object),
  );
}

/** Words of both languages, and the language's own name. */
const alike = new Set(['Total', 'No', 'ID', 'English']);

/** Recognises words as the database writes them, which are data: `wagers`. */
const isCode = (text: string) => !/[A-Za-z]{2}/.test(text) || /^[a-z]+$/.test(text);

/** English texts without values, as pages show them. */
const labels = new Set(
  [
    ...textsIn(english),
    ...Object.keys(spanishNames),
    ...Object.entries<string>(messages).flatMap(([key, text]) =>
      spanish[key as keyof typeof spanish] === text ? [] : text,
    ),
  ].filter((text) => !text.includes('{') && !isCode(text) && !alike.has(text)),
);

/** Finds the English texts that a page shows or a screen reader reads. */
export async function englishOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(`(() => {
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (!parentElement.closest('script, style, noscript')) found.push(data);
    }
    for (const name of ['aria-label', 'title', 'placeholder']) {
      for (const element of document.body.querySelectorAll('[' + name + ']')) {
        found.push(element.getAttribute(name));
      }
    }
    return found.map((text) => text.trim());
  })()`);
  return [...new Set(texts)].filter((text) => labels.has(text));
}
