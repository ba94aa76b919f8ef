import type {
  BrokenRow,
  InvariantCheck,
  ReconciliationReport,
} from '../../domain/reconciliation.js';
import { message, type Message } from '../../messages/message.js';

/** The report of a reconciliation: invariant by invariant, every row that breaks it. */

const titles = {
  1: message('reconciliation.balances_rule'),
  2: message('reconciliation.payouts_rule'),
  3: message('reconciliation.stakes_rule'),
  4: message('reconciliation.agents_rule'),
  5: message('reconciliation.rows_rule'),
  6: message('reconciliation.gradings_rule'),
  7: message('reconciliation.figures_rule'),
  8: message('reconciliation.open_stakes_rule'),
} as const;

export type Invariant = keyof typeof titles;

/** Collects the findings of the checks. */
export class Findings {
  readonly #checks = new Map<Invariant, InvariantCheck<Message>>();
  readonly warnings: Message[] = [];

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
  broken(invariant: Invariant, row: BrokenRow<Message>): void {
    this.#check(invariant).broken.push(row);
  }

  /** Returns the report of a reconciliation that began `at`, UTC. */
  report(at: string): ReconciliationReport<Message> {
    const checks = [...this.#checks.values()];
    return {
      at,
      checks,
      warnings: this.warnings,
      ok: checks.every(({ broken }) => broken.length === 0),
    };
  }

  #check(invariant: Invariant): InvariantCheck<Message> {
    const check = this.#checks.get(invariant);
    if (!check) throw new Error(`no invariant ${invariant}`);
    return check;
  }
}
