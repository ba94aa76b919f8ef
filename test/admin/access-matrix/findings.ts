import type { Actor } from '../../../src/domain/actor.js';
import type { PanelServer, Person } from '../../helpers/panels/driver.js';
import type { View } from './policy.js';
import type { Dump, Persona, World } from './world.js';

/** State and findings of a run of the matrix. */

export interface MatrixResult {
  probes: number;
  violations: string[];
  /** Counts of the caller's own tokens in the answers, by persona, table and kind of request. */
  seen: Map<string, number>;
}

/** The parts of a run, in their order. */
export const stages = ['pages', 'readings', 'data layer', 'refused requests', 'foreign requests', 'forged requests'] as const; // prettier-ignore

export type Stage = (typeof stages)[number];

export interface MatrixOptions {
  /** All of them unless given. */
  stages?: readonly Stage[];
  personas?: readonly Persona[];
  /** Enough to know that there is a violation: leave the tables out that the caller does not know. */
  stopAtFirst?: boolean;
}

export interface Run extends Required<MatrixOptions> {
  world: World;
  server: PanelServer;
  result: MatrixResult;
}

/** Tables that sign-ins and refusals write to by themselves. */
export const journals = new Set([
  'audit_log',
  'sessions',
  'login_attempts',
  'value_refusals',
  'operations',
]);

export const isOver = ({ stopAtFirst, result }: Run) => stopAtFirst && result.violations.length > 0;

export interface Caller {
  persona: Persona;
  actor: Actor;
  person: Person;
  view: View;
}

/** Rows that are not what they were, as `table rowid`. */
export function changes(
  before: Dump,
  after: Dump,
  matters: (table: string, rowid: string) => boolean,
): string[] {
  const found: string[] = [];
  for (const [table, rows] of after) {
    if (journals.has(table)) continue;
    const old = new Map(before.get(table)?.map((row) => [row['rowid'], JSON.stringify(row)]));
    for (const row of rows) {
      const rowid = String(row['rowid']);
      if (old.get(rowid) !== JSON.stringify(row) && matters(table, rowid)) {
        found.push(`${table} ${rowid}`);
      }
      old.delete(rowid);
    }
    for (const rowid of old.keys()) found.push(`${table} ${String(rowid)} (gone)`);
  }
  return found;
}

export function report(
  { result }: Run,
  { persona }: Pick<Caller, 'persona'>,
  changed: readonly string[],
  by: string,
): void {
  for (const row of changed) result.violations.push(`${persona}: ${by} changed ${row}`);
}
