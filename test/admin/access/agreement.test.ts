import { describe, expect, it } from 'vitest';
import { explainAccess } from '../../../src/admin/access/explain.js';
import type { BulkPreview } from '../../../src/admin/contract/bulk.js';
import { ORIGINAL_PREFIX } from '../../../src/admin/contract/panel.js';
import type { PanelAction } from '../../../src/http/guard/panel-routes.js';
import { PASSWORD } from '../../helpers/books/logins.js';
import { embedded } from '../../helpers/engines/engines.js';
import {
  openPanels,
  type PanelReply,
  type PanelServer,
  type Person,
} from '../../helpers/panels/driver.js';
import {
  acceptWagers,
  cancelWagers,
  settleWagers,
  voidWagers,
} from '../../../src/services/wagers/wagers.js';
import { declarations } from '../access-matrix/handouts.js';
import { targetsOf, type Target } from '../access-matrix/probes.js';
import { dump, openWorld, roleOf, type Persona, type World } from '../access-matrix/world.js';

/**
 * Every role × table × action × sample record of the access matrix: the explanation says that a
 * login may exactly when the server admits its request.
 */

const MINUTES = 60_000;
const ABREAST = 6;
const personas: readonly Persona[] = ['admin', 'agent', 'customer'];

describe('the explanation of access', { timeout: 10 * MINUTES }, () => {
  it('agrees with the server about every action of every role on every kind of row', async () => {
    const { world, server, targets } = await openStates();
    const wrong: string[] = [];
    let asked = 0;
    let allowed = 0;
    for (const persona of personas) {
      const person = await server.signIn(world.personas[persona].username, PASSWORD);
      for (const target of targets) {
        const questions = questionsOf(target);
        for (let at = 0; at < questions.length; at += ABREAST) {
          const some = questions.slice(at, at + ABREAST);
          const answers = await Promise.all(
            some.map((question) => compare({ world, server, persona, person, target }, question)),
          );
          asked += answers.length;
          allowed += answers.filter(({ isAllowed }) => isAllowed).length;
          wrong.push(...answers.flatMap(({ problem }) => problem ?? []));
        }
      }
    }
    expect(wrong.slice(0, 40)).toEqual([]);
    expect(asked).toBeGreaterThan(1500);
    expect(allowed).toBeGreaterThan(200);
  });

  it('agrees with the server about every column of the forms for a row', async () => {
    const { world, server, targets } = await openStates();
    const wrong: string[] = [];
    let written = 0;
    for (const persona of personas) {
      const person = await server.signIn(world.personas[persona].username, PASSWORD);
      const resources = server.panels.resources(roleOf[persona]);
      for (const target of targets) {
        const columns = resources.get(target.table)?.table.columns ?? [];
        const rows = await editableRows(person, target);
        const row = rows.find(({ key }) => key !== 'system');
        if (!row) continue;
        for (const { name, path, kind } of columns) {
          // A file needs a form of another type; test/admin/rows/form-files.test.ts has those.
          if (kind === 'blob' || name === 'username' || name === 'role' || name === 'status')
            continue;
          const asked = { table: target.table, record: row.key, action: 'edit', field: path };
          const login = world.personas[persona].username;
          const explained = await explainAccess(
            world.context,
            world.personas.admin,
            server.panels,
            {
              ...{ login, ...asked },
            },
          );
          const old = row.values[name] ?? null;
          const { json } = await person.post(
            `/api/resources/${target.id}/records/${row.key}/edit`,
            {
              [path]: typeof old === 'number' ? old + 1 : 'zqtyped',
              [ORIGINAL_PREFIX + path]: old,
            },
          );
          const isTaken = json.notice.type === 'success' && json.notice.message.includes('changed');
          const isJudged = json.record.errors[path] !== undefined;
          const isWritten = isJudged || (isTaken && !/nothing/i.test(json.notice.message));
          if (isWritten) written += 1;
          if (isWritten !== explained.isAllowed) {
            wrong.push(`${persona} ${target.table}.${name}: ${String(explained.isAllowed)}, ${json.notice.message}`); // prettier-ignore
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(written).toBeGreaterThan(10);
  });
});

/** The world of the matrix, with wagers in every state. */
async function openStates(): Promise<{ world: World; server: PanelServer; targets: Target[] }> {
  const world = await openWorld(embedded);
  const { context, personas: people, rows } = world;
  const pending = await rows(`SELECT id FROM wagers WHERE status = 'pending' ORDER BY rowid`);
  const active = await rows(`SELECT id FROM wagers WHERE status = 'active' ORDER BY rowid`);
  const ids = (found: Record<string, unknown>[], at: number) => [String(found[at]?.['id'])];
  const operation = () => ({ operationId: context.newId() });
  const { admin } = people;
  await cancelWagers(context, admin, { ...operation(), ids: ids(pending, 0) });
  await acceptWagers(context, admin, { ...operation(), ids: ids(pending, 1) });
  await voidWagers(context, admin, { ...operation(), ids: ids(active, 0) });
  await settleWagers(context, admin, { ...operation(), ids: ids(active, 2), result: 'loss' });
  const server = await openPanels(context, declarations);
  return { world, server, targets: targetsOf(server.panels, await dump(world)) };
}

interface Question {
  action: string;
  type: PanelAction['type'];
  methods: PanelAction['methods'];
  /** Key of a row; null for an action of the whole table. */
  key: string | null;
}

/** Every action of every role, on rows of all states and of both agents. */
function questionsOf({ actions, rows, table }: Target): Question[] {
  const most = table === 'wagers' || table === 'transactions' ? rows.length : 4;
  const step = Math.max(1, Math.floor(rows.length / most));
  const sample = rows.filter((_, index) => index % step === 0).map(({ key }) => key);
  return [...actions].flatMap(([action, { type, methods }]): Question[] => {
    if (type === 'resource') return [{ action, type, methods, key: null }];
    return ['no-such-row', ...sample].map((key) => ({ action, type, methods, key }));
  });
}

interface Asking {
  world: World;
  server: PanelServer;
  persona: Persona;
  person: Person;
  target: Target;
}

async function compare(
  asking: Asking,
  question: Question,
): Promise<{ isAllowed: boolean; problem: string | null }> {
  const { world, server, persona, target } = asking;
  const { action, key } = question;
  const { isAllowed, steps } = await explainAccess(
    world.context,
    world.personas.admin,
    server.panels,
    {
      login: world.personas[persona].username,
      table: target.table,
      action,
      ...(key === null ? {} : { record: key }),
    },
  );
  const isAdmitted = await admits(asking, question);
  const said = steps.at(-1)?.text;
  return {
    isAllowed,
    problem:
      isAllowed === isAdmitted
        ? null
        : `${persona} ${target.table} ${action} ${String(key)}: explained ${String(isAllowed)} (${JSON.stringify(said)}), the server ${String(isAdmitted)}`,
  };
}

/** Asks the server itself, as a browser does before anything is written. */
async function admits(asking: Asking, question: Question): Promise<boolean> {
  const { person, target, server, persona } = asking;
  const { action, type, key, methods } = question;
  const path = {
    resource: `/api/resources/${target.id}/actions/${action}`,
    record: `/api/resources/${target.id}/records/${String(key)}/${action}`,
    bulk: `/api/resources/${target.id}/bulk/${action}?recordIds=${String(key)}`,
  }[type];
  const opened = await person.get(action === 'export' ? `${path}?format=csv` : path);
  if (opened.status >= 400 || !hasRow(opened, type, key)) return false;
  if (target.table === 'users' && type === 'record') return takesLogin(person, path, action);
  if (!methods.includes('POST') || type === 'resource') return true;
  const declared = server.panels.resources(roleOf[persona]).get(target.table)?.table.declaration
    ?.actions?.[action];
  const isMoney = declared && ('kind' in declared || declared.decidedBy !== undefined);
  if (isMoney === true || action === 'delete' || action === 'deleteChosen') {
    return previews(asking, path, question);
  }
  if (!declared || type !== 'record') return true;
  const shown = await person.get(`/api/resources/${target.id}/records/${String(key)}/show`);
  return shown.json.record.recordActions.some((one) => (one as unknown as { name: string }).name === action); // prettier-ignore
}

/** An action on chosen rows answers those that the login may see. */
function hasRow({ json }: PanelReply, type: PanelAction['type'], key: string | null): boolean {
  return type !== 'bulk' || json.records.some(({ id }) => id === key);
}

/** Previews the operation, with each result that its form offers: some row would change. */
async function previews(
  { person }: Asking,
  path: string,
  { action, type, key }: Question,
): Promise<boolean> {
  for (const result of ['win', 'loss', 'push', 'void']) {
    const form = { operationId: `look-${action}-${String(key)}`, result, reason: 'zqreason' };
    if (type === 'bulk' && !action.startsWith('delete')) {
      const id = `${form.operationId}-${result}`;
      const made = await person.post(path, { ...form, operationId: id, step: 'commit' });
      const run = /records\/([^/]+)\//.exec(made.json.redirectUrl)?.[1];
      if (run === undefined) continue;
      const { json } = await person.get(
        `/api/resources/bulk_runs/records/${run}/show?read=1&part=preview`,
      );
      if ((json.view as unknown as BulkPreview).changes > 0) return true;
    } else {
      const { json } = await person.post(path, { ...form, step: 'preview' });
      if ((json.preview?.lines ?? []).length > 0) return true;
    }
  }
  return false;
}

/** Writes the login, or is refused for what was typed: not for the login. */
async function takesLogin(person: Person, path: string, action: string): Promise<boolean> {
  if (action === 'edit') {
    const { email } = (await person.get(path)).json.record.params;
    const typed = { email: `new.${String(email)}`, [`${ORIGINAL_PREFIX}email`]: email };
    return (await person.post(path, typed)).json.notice.type === 'success';
  }
  if (action !== 'setPassword') return true;
  const form = { step: 'commit', operationId: 'set-password', password: 'short' };
  return (await person.post(path, form)).json.fieldErrors?.['password'] !== undefined;
}

/** Rows of the table whose form opens for the login. */
async function editableRows(person: Person, { id, rows }: Target): Promise<Target['rows']> {
  const opened = await Promise.all(
    rows.slice(0, 6).map(({ key }) => person.get(`/api/resources/${id}/records/${key}/edit`)),
  );
  return rows.slice(0, 6).filter((_, index) => opened[index]?.status === 200);
}
