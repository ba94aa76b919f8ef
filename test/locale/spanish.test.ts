import { expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import { english as messages } from '../../src/messages/en/index.js';
import { spanish } from '../../src/messages/es/index.js';
import { titles } from '../../src/messages/es/titles.js';
import { systemActor } from '../../src/services/accounts/actors.js';
import { query } from '../helpers/books/book.js';
import { placeMany } from '../helpers/books/many-wagers.js';
import { embedded } from '../helpers/engines/engines.js';
import type { Person } from '../helpers/panels/driver.js';
import { openFigures } from '../helpers/panels/figures-book.js';
import { wholeStateOf, type WholeState } from '../helpers/panels/page-state.js';
import { actionTexts, answerTexts, pathTree, textsAt } from './answer-paths.js';

/** Searches the Spanish texts of the server for English ones. */

const properties = ['listProperties', 'showProperties', 'editProperties', 'filterProperties'];

/** Texts of a property or an action, except its name. */
const resourceTexts = pathTree([
  ...[...properties, 'properties'].flatMap((list) =>
    ['availableValues.*.label', 'description', 'custom.hint', 'custom.readOnlyReason'].map(
      (path) => `${list}.*.${path}`,
    ),
  ),
  ...['actions', 'resourceActions'].flatMap((list) =>
    actionTexts.map((path) => `${list}.*.${path}`),
  ),
]);

const localeTexts = pathTree([...['pages.*', 'labels.*', 'resources.*.labels.*']]);

/** Returns names, values, hints, buttons and fields of everything on the pages of a role. */
function saidOf({ locale, resources, session, texts }: WholeState): string[] {
  return [
    ...textsAt(locale.translations[locale.language], localeTexts),
    ...resources.flatMap((resource) => textsAt(resource, resourceTexts)),
    ...resources.flatMap(({ relations = [] }) => relations.map(({ columnLabel }) => columnLabel)),
    ...Object.values(texts).flatMap((kinds) => Object.values(kinds).flatMap(Object.values<string>)),
    String(session['title']),
  ];
}

/** Words that both languages write alike. */
const alike = ['ID', 'Total'];

function english(said: readonly string[], before: readonly string[]): string[] {
  const known = new Set(before);
  return [...new Set(said)].filter(
    (text) => known.has(text) && /[A-Za-z]{2}/.test(text) && !alike.includes(text),
  );
}

/** Whole texts that only English has. */
const englishTexts = new Set([
  ...Object.entries<string>(messages).flatMap(([key, text]) =>
    spanish[key as keyof typeof spanish] === text ? [] : text,
  ),
  ...Object.entries(titles).flatMap(([title, other]) => (other === title ? [] : title)),
]);

/** Collects the answers to an administrator's operations on one row and on many. */
async function operations(context: Context, person: Person): Promise<Record<string, object>> {
  const [wager] = await query<{ id: string; customer: string }>(
    context,
    `SELECT id, customer_id AS customer FROM wagers WHERE status = 'active'`,
  );
  if (!wager) throw new Error('the book has no active wager');
  const system = await systemActor(context);
  const [asked = ''] = await placeMany(context, system, [wager.customer], 1, 'pending');
  const get = async (path: string) => (await person.get(`/api/resources/${path}`)).json;
  const post = async (path: string, fields: Record<string, unknown>, step = 'commit') => {
    const operationId = context.newId();
    return (await person.post(`/api/resources/${path}`, { step, operationId, ...fields })).json;
  };
  const check = async (csv: string) =>
    (await person.upload('/api/resources/customers/actions/import?step=check', csv)).json;
  const settle = `wagers/records/${wager.id}/settle`;
  const customer = `customers/records/${wager.customer}`;
  const open = 'wagers/actions/settleAll?filters.status~~in=active,pending';
  const { redirectUrl } = await post(open, { result: 'push' });
  const run = redirectUrl.replace('/admin/resources/', '');
  return {
    preview: await post(settle, { result: 'win' }, 'preview'),
    settled: await post(settle, { result: 'win' }),
    again: await post(settle, { result: 'win' }),
    waiting: await post(settle.replace(wager.id, asked), { result: 'win' }, 'preview'),
    adjusted: await post(`${customer}/adjust`, { amount: '12.345', reason: 'x' }),
    edited: await post(`${customer}/edit`, {
      betting_limit: '-3',
      '__original.betting_limit': '1',
    }),
    statement: await get(`${customer}/statement?read=1`),
    many: await get('wagers/actions/settleAll?filters.status=active&read=1'),
    run: await get(`${run}?read=1`),
    ofRun: await get(`${run}?read=1&part=preview`),
    started: await post(run.replace(/show$/, 'start'), {}),
    ignored: await get('wagers/actions/list?filters.nonsense=1'),
    file: await check('name,balance\nAnn,5\n'),
    filled: await check('name,email\n,x\n'),
    figures: await post('kpi_metrics/actions/recompute', { span: 'this_week' }, 'preview'),
  };
}

/** Words that only English has: a text that is translated in part holds some. */
const partly =
  /(?<!\p{L})(the|of|and|is|are|was|were|be|has|with|not|to|from|by|in|for|on|at|as|than)(?!\p{L})/iu;

const pages: Record<string, string[]> = {
  admin: ['/dashboard?part=charts', '/pages/weekly', '/pages/explain?figure=gross_win'],
  agent: ['/pages/weekly', '/pages/explain?figure=settled'],
  customer: [],
};

it('shows every text in Spanish to each role', async () => {
  const { context, signIn } = await openFigures(embedded);
  const names = await query<{ name: string }>(
    context,
    'SELECT name FROM agents UNION SELECT name FROM customers',
  );
  const isName = new Set(names.map(({ name }) => name));
  for (const [username, paths] of Object.entries(pages)) {
    const before = saidOf(await wholeStateOf(await signIn(username)));
    const person = await signIn(username, 'es-MX,es;q=0.9');
    const state = await wholeStateOf(person);
    expect(state.locale.language).toBe('es');
    expect(before.length).toBeGreaterThan(50);
    expect.soft(english(saidOf(state), before), `pages of ${username}`).toEqual([]);
    const mixedNames = saidOf(state).filter((text) => partly.test(text));
    expect.soft(mixedNames, `partly English on pages of ${username}`).toEqual([]);

    const answers = username === 'admin' ? await operations(context, person) : {};
    for (const path of ['/dashboard', ...paths]) {
      answers[path] = (await person.get(`/api${path}`)).json;
    }
    for (const [path, answer] of Object.entries(answers)) {
      const texts = textsAt(answer, answerTexts);
      expect(texts.length, path).toBeGreaterThan(0);
      const left = texts.filter((text) => englishTexts.has(text) && !isName.has(text));
      expect.soft([...new Set(left)], `${path} for ${username}`).toEqual([]);
      const mixed = texts.filter((text) => partly.test(text) && !isName.has(text));
      expect.soft([...new Set(mixed)], `partly English: ${path} for ${username}`).toEqual([]);
    }
  }
});
