import Sqlite from 'better-sqlite3';
import { remove, type Book } from './book.js';
import { exportNewest, measureExport } from './measure-export.js';
import { time } from './measure.js';
import { measureCrowd, type CrowdResult } from './measure-reads.js';
import { newestActive, settleRaw, currentTimestamp } from './raw-settlement.js';
import type { Read } from './reads.js';
import type { Client, Role, Server } from './server.js';

/** Measures long work, and the readers beside it. */

export interface WorkResult {
  steps: Step[];
  /** Sixteen readers while wagers are settled, figures recomputed and a list exported. */
  crowd: CrowdResult;
}

interface Step {
  name: string;
  ms: number;
  /** Time of set-based SQL for the same rows. */
  rawMs?: number;
}

interface Work {
  /** The file that the server has open. */
  book: Book;
  reads: readonly Read[];
  clients: Record<Role, Client>;
  server: Server;
  say: (line: string) => void;
  /** Settles the most wagers of one run too. */
  isAll: boolean;
}

const FEW = 1000;
/** Just below the most wagers of one run: the choice is by whole seconds. */
const MANY = 99_000;
/** `SHARED_MS` of src/services/shared-results.ts. */
const SHARED_MS = 1000;
const LOOK_EVERY_MS = 100;
const POLL_WITHIN_MS = 30 * 60_000;

export async function measureWork(work: Work): Promise<WorkResult> {
  const { book, reads, clients, server, say } = work;
  const { admin, agent } = clients;
  const steps: Step[] = [];
  const step = async (name: string, run: () => Promise<unknown>, rawMs?: number) => {
    say(`${name} …`);
    steps.push({ name, ms: await time(run), ...(rawMs === undefined ? {} : { rawMs }) });
  };
  for (const [name, address, client] of [
    ['dashboard of an administrator', '/admin/api/dashboard', admin],
    ['dashboard of an agent', '/admin/api/dashboard', agent],
    ['weekly page', '/admin/api/pages/weekly', admin],
  ] as const) {
    steps.push({ name: `${name}, p50`, ms: await computed(() => client.get(address)) });
  }
  const few = newestActive(book.file, FEW);
  const from = encodeURIComponent(few.since);
  const some = await rawOnCopy(work, few.ids);
  await step(`settle ${few.ids.length} wagers`, () => settle(admin, `filters.status=active&filters.created_at~~from=${from}`), some); // prettier-ignore
  const { rows, ms, rawMs } = await measureExport(book.file, admin);
  steps.push({ name: `export ${rows} wagers`, ms, rawMs });
  await step('reconcile', () => runReconciliation(admin));
  if (work.isAll) {
    const rest = newestActive(book.file, MANY);
    const many = await rawOnCopy(work, rest.ids);
    const since = encodeURIComponent(rest.since);
    await step(`settle ${rest.ids.length} wagers`, () => settle(admin, `filters.status=active&filters.created_at~~from=${since}`), many); // prettier-ignore
  }
  await step('recompute everything', () => recomputeAll(admin));
  // Makes wagers active for the bulk run beside the readers.
  const accepted = currentTimestamp();
  await runBulk(admin, 'acceptAll', 'filters.status=pending');
  say('sixteen clients beside long work …');
  let isOver = false;
  const others = Promise.all([
    settle(admin, `filters.status=active&filters.updated_at~~from=${encodeURIComponent(accepted)}`),
    recomputeAll(admin),
    exportNewest(book.file, admin),
  ]).finally(() => (isOver = true));
  const crowd = await measureCrowd(reads, clients, server, () => isOver);
  await others;
  return { steps, crowd };
}

/** Returns the median time of five answers, all computed: the server shares an answer for a second. */
async function computed(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  while (times.length < 5) {
    await new Promise((resolve) => setTimeout(resolve, SHARED_MS + 100));
    times.push(await time(ask));
  }
  return times.sort((one, other) => one - other)[2] ?? 0;
}

/** Settles on a copy of the current file, which also has the wagers that the bench placed. */
async function rawOnCopy({ book }: Work, ids: readonly string[]): Promise<number> {
  const file = `${book.file}.raw`;
  const sqlite = new Sqlite(book.file, { readonly: true });
  await sqlite.backup(file);
  sqlite.close();
  try {
    const ms = settleRaw(file, ids);
    // The raw settlement blocked this thread: it now notices connections that the server closed as idle.
    await new Promise((resolve) => setTimeout(resolve, 250));
    return ms;
  } finally {
    remove(file);
  }
}

const settle = (admin: Client, filter: string) =>
  runBulk(admin, 'settleAll', filter, { result: 'win' });

/**
 * Runs a bulk operation as a user does: chooses by filter, previews, confirms, and waits.
 * @throws Error when a row is refused
 */
async function runBulk(
  admin: Client,
  action: string,
  filter: string,
  fields: Record<string, string> = {},
): Promise<void> {
  const runId = `bench-${Math.random().toString(36).slice(2, 12)}`;
  await admin.post(`/admin/api/resources/wagers/actions/${action}?${filter}`, {
    ...{ step: 'commit', operationId: runId },
    ...fields,
  });
  const run = `/admin/api/resources/bulk_runs/records/${runId}`;
  await admin.post(`${run}/start`, { step: 'commit', operationId: `${runId}-start` });
  await poll(async () => {
    const { view } = JSON.parse(await admin.get(`${run}/show?read=1`)) as {
      view: { status: string; refused: number };
    };
    if (view.refused > 0) throw new Error(`${view.refused} rows of ${action} were refused`);
    return view.status === 'finished';
  });
}

async function recomputeAll(admin: Client): Promise<void> {
  await admin.post('/admin/api/resources/weekly_stats/actions/recompute', {
    step: 'commit',
    operationId: `bench-${Math.random().toString(36).slice(2, 12)}`,
    span: 'everything',
  });
}

/** @throws Error when a row breaks an invariant */
async function runReconciliation(admin: Client): Promise<void> {
  const page = '/admin/api/pages/reconciliation';
  await admin.post(page, { step: 'run' });
  await poll(async () => {
    const { step, report } = JSON.parse(await admin.get(page)) as {
      step?: string;
      report?: { ok: boolean };
    };
    if (step !== undefined || report === undefined) return false;
    if (!report.ok) throw new Error('the book does not reconcile any more');
    return true;
  });
}

async function poll(isDone: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + POLL_WITHIN_MS;
  while (!(await isDone())) {
    if (performance.now() > end) throw new Error('it takes too long');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
