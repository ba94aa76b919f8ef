import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/db/types.js';
import { query } from '../../helpers/books/book.js';
import { everyMoneyOperation, type Step } from '../../helpers/books/money-tour.js';
import { openSizedBook, sizedBookFile } from '../../helpers/books/sized-book.js';
import { embedded, testEngines } from '../../helpers/engines/engines.js';
import { openMeteredD1 } from '../../helpers/engines/metered.js';
import { plansOf, record, type Recorded } from '../../helpers/engines/recording.js';
import { everyHotRead } from './hot-reads.js';

/**
 * Rows that operations and hot reads read, compared at two sizes of the book. D1 counts them (they
 * are what it bills); the embedded engine cannot, so it has to come to its rows by the same indexes
 * as D1, where the same queries were counted.
 */

const SMALL = 1_000;
const LARGE = 8_000;
/** A page of 25 rows may be fuller in the large book, at three rows read for the title of each. */
const A_FULLER_PAGE = 100;

/** Steps that are known to grow, and why. */
const ofEach = 'a page is made of the newest rows of each of her customers';
const untilThousand =
  'up to a thousand of her own rows are looked through, as no index has their order';
const knowinglyGrows: Record<string, string> = {
  'ada reads /api/resources/customers/actions/search/ann': 'a picker looks for a text in all names',
  'ada reads wagers?filters.description=quetzal':
    'without the search index the newest 200,000 rows are read',
  'ada reads the second page of wagers?filters.description=quetzal': 'as the first',
  'ada reads bulk_runs': 'people make runs, a few thousand in a year',
  'ada reads the second page of bulk_runs': 'as the first',
  'olga reads transactions': ofEach,
  'olga reads the second page of transactions': ofEach,
  'olga reads activities': untilThousand,
  'olga reads the second page of activities': untilThousand,
};

interface Reading {
  rowsRead: number;
  answered: number;
}

/** Readings by step and SQL text. */
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

/** Counts the rows that each step reads in a book of this size. */
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
  return { engine, readings, statements };
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
 * The tables that a query reads, with the columns by which it finds their rows: those that are
 * equal, and the first that has bounds. Of indexes that begin alike either may be taken.
 */
async function pathsOf(
  { database }: Engine,
  statements: readonly Recorded[],
): Promise<Map<string, Set<string>>> {
  const paths = new Map<string, Set<string>>();
  const plans = await plansOf(database, statements);
  for (const [index, statement] of statements.entries()) {
    const steps = (plans[index] ?? []).flatMap(({ detail }) => {
      const [, way = '', table = ''] = /^(SCAN|SEARCH) (\S+)/.exec(detail) ?? [];
      const equal = [...detail.matchAll(/([\w<>]+)=\?/g)].map(([, column]) => column);
      const bounded = /(?:\(|AND )\(?(\w+|<expr>)(?:,\w+\))?[<>]/.exec(detail)?.[1] ?? '';
      const columns = [...equal, `${bounded}…`].join(' ');
      return way === '' || table.startsWith('(') ? [] : [`${way} ${table} by ${columns}`];
    });
    const known = paths.get(oneLine(statement.sql)) ?? new Set();
    paths.set(oneLine(statement.sql), known.add(steps.join(', ')));
  }
  return paths;
}

/** Readings of the small book, which the planner knows nothing of. */
let ofSmall: Promise<Readings> | undefined;

const measureSmall = () => (ofSmall ??= measureOnD1(SMALL, false).then(({ readings }) => readings));

describe.runIf(testEngines.length > 1)('the rows that are read', { timeout: 600_000 }, () => {
  it.each([false, true])(
    'their number does not grow with the book, on either engine (ANALYZE has run: %s)',
    async (isAnalysed) => {
      const small = await measureSmall();
      const large = await measureOnD1(LARGE, isAnalysed);
      const grown = growthOf(small, large.readings);
      const unexpected = grown.filter(({ step }) => !(step in knowinglyGrows));
      expect(unexpected.map(({ text }) => text)).toEqual([]);
      const steps = new Set(grown.map(({ step }) => step));
      expect(Object.keys(knowinglyGrows).filter((step) => !steps.has(step))).toEqual([]);

      const pathsOnD1 = await pathsOf(large.engine, large.statements);
      const engine = await embedded.open({ copyOf: await sizedBookFile(LARGE) });
      const statements = await tour(engine, isAnalysed, (_name, work) => work());
      const others: string[] = [];
      for (const [sql, paths] of await pathsOf(engine, statements)) {
        const counted = pathsOnD1.get(sql) ?? new Set();
        const own = [...paths].filter((path) => !counted.has(path));
        if (own.length > 0) others.push(`${own.join(' or ')}\n  D1: ${[...counted].join(' or ')}\n  ${sql}`); // prettier-ignore
      }
      expect(others).toEqual([]);
    },
  );
});
