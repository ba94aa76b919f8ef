import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import {
  planRepair,
  repairDerivedColumns,
  type RepairedValue,
} from '../../services/reconciliation-repair.js';
import { reconcile, type ReconciliationReport } from '../../services/reconciliation.js';
import type {
  ReconciliationCheck,
  ReconciliationData,
  ReconciliationRepair,
} from '../components/reconciliation-contract.js';
import type { PageDeclaration, PageRequest } from './declaration.js';

/**
 * Reconciliation on demand: it runs in the background of this process while the page asks how far it
 * is, and the last report stays until the next. The repair is a confirmed POST.
 */

/** The page names so many rows of an invariant; the command line names them all. */
const MOST_ROWS = 200;

interface State {
  /** What it is at, while it runs. */
  step: string | null;
  report: ReconciliationReport | null;
  problem: string | null;
}

export const reconciliationPage: PageDeclaration = {
  name: 'reconciliation',
  label: 'Reconciliation',
  icon: 'CheckSquare',
  component: 'Reconciliation',
  roles: ['admin'],
  methods: ['GET', 'POST'],
  create: (context) => {
    const state: State = { step: null, report: null, problem: null };
    return async (actor, request) => {
      if (request.method === 'GET') return toData(state);
      switch (stepOf(request)) {
        case 'run':
          start(context, state);
          return toData(state);
        case 'planRepair':
          return { ...toData(state), repairs: toRepairs(await planRepair(context)) };
        case 'repair': {
          const repaired = await repairDerivedColumns(context, actor);
          start(context, state);
          return { ...toData(state), repaired: toRepairs(repaired) };
        }
      }
    };
  },
};

function stepOf({ fields }: PageRequest): 'run' | 'planRepair' | 'repair' {
  const { step } = fields;
  if (step === 'run' || step === 'planRepair' || step === 'repair') return step;
  throw new DomainError('invalid', 'this page takes no such request', { field: 'step' });
}

/** Asked for twice, it runs once. */
function start(context: Context, state: State): void {
  if (state.step !== null) return;
  state.step = 'starting';
  state.problem = null;
  reconcile(context, { onProgress: (step) => (state.step = step) })
    .then((report) => {
      state.report = report;
    })
    .catch((error: unknown) => {
      context.log.error({ err: error }, 'the reconciliation failed');
      state.problem = error instanceof DomainError ? error.text : 'the reconciliation failed';
    })
    .finally(() => {
      state.step = null;
    });
}

function toData({ step, report, problem }: State): ReconciliationData {
  return {
    ...(step === null ? {} : { step }),
    ...(problem === null ? {} : { problem }),
    ...(report === null
      ? {}
      : {
          report: {
            at: report.at,
            ok: report.ok,
            warnings: report.warnings,
            checks: report.checks.map(toCheck),
          },
        }),
  };
}

function toCheck(check: ReconciliationReport['checks'][number]): ReconciliationCheck {
  const { invariant, title, checked, broken } = check;
  return {
    invariant,
    title,
    checked,
    brokenCount: broken.length,
    broken: broken.slice(0, MOST_ROWS),
  };
}

function toRepairs(values: readonly RepairedValue[]): ReconciliationRepair[] {
  return values.map(({ agentId, name, column, before, after }) => ({
    agentId,
    name,
    column,
    before,
    after,
  }));
}
