import { DomainError } from '../errors.js';
import { bareText } from '../gateway/sql-text.js';
import { message, type Message } from '../messages/message.js';
import type { Statement } from './types.js';

/**
 * Limits of D1, checked before a statement is sent. The embedded engine checks them too in tests and
 * development, so that nothing passes on one engine only.
 * https://developers.cloudflare.com/d1/platform/limits/
 */
export const LIMITS = {
  parameters: 100,
  statementBytes: 100_000,
  valueBytes: 2_000_000,
  patternBytes: 50,
  compoundTerms: 5,
  resultColumns: 100,
} as const;

/**
 * Refuses BEGIN and its kin, also without D1's limits: a transaction left open would swallow
 * everybody's writes.
 * @throws DomainError `invalid`
 */
export function refuseTransactions({ sql }: Statement): void {
  if (examine(sql).isTransaction) refuseStatement(message('database.no_transactions'));
}

/**
 * Refuses a statement that D1 would refuse.
 * @throws DomainError `invalid`, naming the limit that the statement exceeds
 */
export function checkLimits({ sql, params }: Statement): void {
  if (params.length > LIMITS.parameters) {
    const limit = LIMITS.parameters;
    refuseStatement(message('database.parameters', { count: params.length, limit }));
  }
  for (const value of params) {
    if (bytesOf(value) > LIMITS.valueBytes) {
      refuseStatement(message('database.value_size', { limit: LIMITS.valueBytes }));
    }
  }
  if (sql.length > LIMITS.statementBytes || bytesOf(sql) > LIMITS.statementBytes) {
    refuseStatement(message('database.statement_size', { limit: LIMITS.statementBytes }));
  }
  const { problem, patterns } = examine(sql);
  if (problem !== null) refuseStatement(problem);
  if (patterns.some((index) => bytesOf(params[index]) > LIMITS.patternBytes)) {
    refuseStatement(message('database.pattern_size', { limit: LIMITS.patternBytes }));
  }
}

interface Examined {
  isTransaction: boolean;
  problem: Message | null;
  /** Indexes of parameters that are patterns of LIKE or GLOB. */
  patterns: number[];
}

/** A program has few different statements: each is examined once. */
const examined = new Map<string, Examined>();
const REMEMBERED = 1000;

function examine(sql: string): Examined {
  const known = examined.get(sql);
  if (known) return known;
  const bare = bareText(sql);
  const found = {
    isTransaction: TRANSACTION.test(bare),
    problem: limitProblem(bare),
    patterns: patternsIn(bare),
  };
  if (examined.size >= REMEMBERED) examined.clear();
  examined.set(sql, found);
  return found;
}

const TRANSACTION = /^(BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b/i;
const FILE = /^(ATTACH|DETACH|VACUUM)\b/i;
const TEMPORARY = /^CREATE\s+(TEMP|TEMPORARY)\b/i;
const PRAGMA = /^PRAGMA\s+(?:\w+\s*\.\s*)?(\w+)/i;
const PRAGMAS =
  /^(table_info|table_xinfo|table_list|index_list|index_info|index_xinfo|foreign_key_list|foreign_key_check|foreign_keys|defer_foreign_keys|quick_check|optimize|function_list)$/i;

function limitProblem(bare: string): Message | null {
  if (TRANSACTION.test(bare)) return message('database.no_transactions');
  if (FILE.test(bare)) return message('database.files_not_on_d1');
  if (TEMPORARY.test(bare)) return message('database.temporary_not_on_d1');
  const pragma = PRAGMA.exec(bare)?.[1];
  if (pragma !== undefined && !PRAGMAS.test(pragma)) {
    return message('database.pragma_not_on_d1', { pragma });
  }
  const count = longestCompound(bare);
  const limit = LIMITS.compoundTerms;
  return count > limit ? message('database.compound_terms', { count, limit }) : null;
}

/** Counts the SELECTs of the longest compound SELECT. */
function longestCompound(bare: string): number {
  const terms = [1];
  let longest = 1;
  for (const [token] of bare.matchAll(/[();]|\b(?:UNION|INTERSECT|EXCEPT)\b/gi)) {
    const depth = terms.length - 1;
    if (token === '(') terms.push(1);
    else if (token === ')') terms.splice(Math.max(depth, 1));
    else if (token === ';') terms[depth] = 1;
    else terms[depth] = (terms[depth] ?? 1) + 1;
    longest = Math.max(longest, ...terms);
  }
  return longest;
}

/** Indexes of each `?` behind LIKE or GLOB, also inside of a function or a concatenation. */
function patternsIn(bare: string): number[] {
  const parts = bare.split('?');
  return parts.slice(0, -1).flatMap((before, index) => {
    const isPattern = /\b(LIKE|GLOB)\s+(?:""|\|\||\w+\s*\(|[\s(])*$/i.test(before);
    return isPattern ? [index] : [];
  });
}

function refuseStatement(problem: Message): never {
  throw new DomainError('invalid', message('database.not_sent', { problem }));
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value, 'utf8');
  return value instanceof Uint8Array ? value.length : 0;
}
