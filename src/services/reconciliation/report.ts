import type {
  BrokenRow,
  InvariantCheck,
  ReconciliationReport,
} from '../../domain/reconciliation.js';

/** The report of a reconciliation: invariant by invariant, every row that breaks it. */

const titles = {
  1: 'balances equal the sum of their completed transactions',
  2: 'each wager’s transactions sum to its payout less its stake',
  3: 'each wager has one stake transaction, and no wager money is without a wager',
  4: 'agents of wagers, customer counts and total volumes',
  5: 'whole cents; statuses, results and timestamps agree',
  6: 'gradings lead to each wager’s present state and to the book’s win on it',
  7: 'stored figures of closed periods equal a recomputation',
} as const;

export type Invariant = keyof typeof titles;

/** Collects the findings of the checks. */
export class Findings {
  readonly #checks = new Map<Invariant, InvariantCheck>();
  readonly warnings: string[] = [];

  constructor() {
    for (const key of Object.keys(titles)) {
      const invariant = Number(key) as Invariant;
      this.#checks.set(invariant, {
        invariant,
        title: titles[invariant],
        checked: 0,
        broken: [],
      });
    }
  }

  /** Counts rows as checked. */
  looked(invariant: Invariant, rows: number): void {
    this.#check(invariant).checked += rows;
  }

  /** Adds a row that breaks an invariant. */
  broken(invariant: Invariant, row: BrokenRow): void {
    this.#check(invariant).broken.push(row);
  }

  /** Returns the report of a reconciliation that began `at`, UTC. */
  report(at: string): ReconciliationReport {
    const checks = [...this.#checks.values()];
    return {
      at,
      checks,
      warnings: this.warnings,
      ok: checks.every(({ broken }) => broken.length === 0),
    };
  }

  #check(invariant: Invariant): InvariantCheck {
    const check = this.#checks.get(invariant);
    if (!check) throw new Error(`no invariant ${invariant}`);
    return check;
  }
}
