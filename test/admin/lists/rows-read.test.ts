import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/db/types.js';
import { query } from '../../helpers/books/book.js';
import { everyMoneyOperation, type Step } from '../../helpers/books/money-tour.js';
import { openSizedBook, sizedBookFile } from '../../helpers/books/sized-book.js';
import { embedded, testEngines } from '../../helpers/engines/engines.js';
import { openMeteredD1 } from '../../helpers/engines/metered.js';
import { planOf, record, type Recorded } from '../../helpers/engines/recording.js';
import { everyHotRead } from './hot-reads.js';

/**
 * What operations and hot reads read, compared at two sizes of the book. D1 counts the rows (they
 * are what it bills); the embedded engine cannot, so it has to come to its rows by the same indexes
 * as D1, where the same statements were counted.
 */

const SMALL = 1_000;
const LARGE = 8_000;
/** A page of 25 rows may be fuller in the large book, at three rows read for the title of each. */
const A_FULLER_PAGE = 100;

/** What is known to grow, and why. */
const ownRows = 'the keys of all her own rows are put in order: they are hers by another table';
const ownSearch = 'all her own rows are looked through';
const knowinglyGrows: Record<string, string> = {
  'ada reads /api/resources/customers/actions/search/ann': 'a picker looks for a text in all names',
  'ada reads /api/resources/wagers/actions/list?filters.description=quetzal':
    'without the search index the newest 200,000 rows are read',
  'ada reads /api/resources/bulk_runs/actions/list': 'people make runs, a few thousand in a year',
  'ada reads on in bulk_runs': 'as the page before',
  'olga reads /api/resources/transactions/actions/list': ownRows,
  'olga reads on in transactions': ownRows,
  'olga reads /api/resources/activities/actions/list': ownRows,
  'olga reads on in activities': ownRows,
  'olga reads /api/dashboard?part=search&q=w-1': ownSearch,
  'olga reads /api/dashboard?part=search&q=ann': ownSearch,
  'olga reads /api/dashboard?part=search&q=customer%201': ownSearch,
  'olga reads /api/dashboard?part=search&q=a1': ownSearch,
};

interface Reading {
  rowsRead: number;
  answered: number;
}

/** By step and statement. */
type Readings = Map<string, Map<string, Reading>>;

const oneLine = (sql: string) => sql.replace(/\s+/g, ' ').trim();

async function tour(engine: Engine, isAnalysed: boolean, step: Step): Promise<Recorded[]> {
  const book = await openSizedBook(engine);
  if (isAnalysed) await query(book.context, 'ANALYZE');
  const { context, statements } = record(book.context);
  const { admin, login, ann } = book;
  await everyMoneyOperation(context, { admin, login, customerId: ann }, step);
  await everyHotRead({ ...book, context }, step);
  return statements;
}

/** @returns what was read in a book of this size, and by which indexes */
async function measureOnD1(wagers: number, isAnalysed: boolean) {
  const { engine, takeRowsRead } = await openMeteredD1({ copyOf: await sizedBookFile(wagers) });
  const readings: Readings = new Map();
  const step: Step = async (name, work) => {
    await takeRowsRead();
    const result = await work();
    const ofStep = new Map<string, Reading>();
    for (const { sql, rowsRead, answered } of await takeRowsRead()) {
      const before = ofStep.get(oneLine(sql)) ?? { rowsRead: 0, answered: 0 };
      ofStep.set(oneLine(sql), {
        rowsRead: before.rowsRead + rowsRead,
        answered: before.answered + answered,
      });
    }
    readings.set(name, ofStep);
    return result;
  };
  const statements = await tour(engine, isAnalysed, step);
  return { readings, paths: await pathsOf(engine, statements) };
}

function growthOf(small: Readings, large: Readings): { step: string; text: string }[] {
  return [...large].flatMap(([step, ofStep]) =>
    [...ofStep].flatMap(([sql, { rowsRead, answered }]) => {
      const before = small.get(step)?.get(sql) ?? { rowsRead: 0, answered: 0 };
      const more = Math.max(0, answered - before.answered);
      if (rowsRead <= before.rowsRead + 1.1 * more + A_FULLER_PAGE) return [];
      const counts = `${before.rowsRead} rows of ${SMALL} wagers, ${rowsRead} of ${LARGE}`;
      return { step, text: `${step}: ${counts}: ${sql}` };
    }),
  );
}

/**
 * The tables that a statement reads and the columns by which it comes to them, for each statement.
 * Of two indexes that begin with the same columns either may be taken.
 */
async function pathsOf(
  { database }: Engine,
  statements: readonly Recorded[],
): Promise<Map<string, Set<string>>> {
  const paths = new Map<string, Set<string>>();
  for (const statement of statements) {
    const plan = await planOf(database, statement);
    const steps = plan.flatMap(({ detail }) => {
      const [, way = '', table = ''] = /^(SCAN|SEARCH) (\S+)/.exec(detail) ?? [];
      const columns = /\(([^()]*[=<>][^()]*)\)$/.exec(detail)?.[1] ?? '';
      return way === '' || table.startsWith('(') ? [] : [`${way} ${table} ${columns}`];
    });
    const known = paths.get(oneLine(statement.sql)) ?? new Set();
    paths.set(oneLine(statement.sql), known.add(steps.join(', ')));
  }
  return paths;
}

describe.runIf(testEngines.length > 1)('what is read', { timeout: 300_000 }, () => {
  it.each([false, true])(
    'does not grow with the book, on either engine (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const small = await measureOnD1(SMALL, isAnalysed);
      const large = await measureOnD1(LARGE, isAnalysed);
      const grown = growthOf(small.readings, large.readings);
      const unexpected = grown.filter(({ step }) => !(step in knowinglyGrows));
      expect(unexpected.map(({ text }) => text)).toEqual([]);
      const steps = new Set(grown.map(({ step }) => step));
      expect(Object.keys(knowinglyGrows).filter((step) => !steps.has(step))).toEqual([]);

      const engine = await embedded.open({ copyOf: await sizedBookFile(LARGE) });
      const statements = await tour(engine, isAnalysed, (_name, work) => work());
      const others: string[] = [];
      for (const [sql, paths] of await pathsOf(engine, statements)) {
        const counted = large.paths.get(sql) ?? new Set();
        const own = [...paths].filter((path) => !counted.has(path));
        if (own.length > 0) others.push(`${own.join(' or ')}\n  D1: ${[...counted].join(' or ')}\n  ${sql}`); // prettier-ignore
      }
      expect(others).toEqual([]);
    },
  );
});
