import type { Context } from '../../context.js';
import type { Actor } from '../../domain/actor.js';
import type { ReconciliationSummary, RepairedValue } from '../../domain/reconciliation.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { reconcile } from '../../services/reconciliation/reconcile.js';
import {
  lastReconciliation,
  recordReconciliation,
  summarise,
} from '../../services/reconciliation/record.js';
import { planRepair, repairDerivedColumns } from '../../services/reconciliation/repair.js';
import type {
  ReconciliationData,
  ReconciliationStep,
  RepairLine,
} from '../contract/reconciliation.js';
import type { PageDeclaration, PageRequest } from './declaration.js';

/**
 * Reconciles on demand, in the background of this process; the page polls the progress, and the
 * last report stays until the next. The repair is a confirmed POST.
 */

/** Rows of an invariant that the page names; the command line names them all. */
const MOST_ROWS = 200;

interface State {
  /** Current step; null while it does not run. */
  step: Message | null;
  report: ReconciliationSummary<Message> | null;
  problem: Message | null;
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
      const show = () => toReconciliationData(context, state);
      if (request.method === 'GET') return show();
      switch (readStep(request)) {
        case 'run':
          startReconciliation(context, actor, state);
          return show();
        case 'planRepair':
          return { ...(await show()), repairs: (await planRepair(context)).map(toRepairLine) };
        case 'repair': {
          const repaired = await repairDerivedColumns(context, actor);
          startReconciliation(context, actor, state);
          return { ...(await show()), repaired: repaired.map(toRepairLine) };
        }
      }
    };
  },
};

function readStep({ fields }: PageRequest): ReconciliationStep {
  const { step } = fields;
  if (step === 'run' || step === 'planRepair' || step === 'repair') return step;
  throw new DomainError('invalid', message('reconciliation.unknown_request'), { field: 'step' });
}

/** Starts a reconciliation, unless one is running. */
function startReconciliation(context: Context, actor: Actor, state: State): void {
  if (state.step !== null) return;
  state.step = message('reconciliation.starting');
  state.problem = null;
  reconcile(context, { onProgress: (step) => (state.step = step) })
    .then(async (report) => {
      state.report = summarise(report, MOST_ROWS);
      await recordReconciliation(context, actor, report);
    })
    .catch((error: unknown) => {
      context.log.error({ err: error }, 'the reconciliation failed');
      state.problem = error instanceof DomainError ? error.whole : message('reconciliation.failed');
    })
    .finally(() => {
      state.step = null;
    });
}

const columnTitles = {
  customer_count: 'Customer count',
  total_volume: 'Total volume',
  open_stakes: 'Open stakes',
  credit_used: 'Credit used',
} as const;

function toRepairLine(value: RepairedValue): RepairLine<Message> {
  return { ...value, title: message('title', { title: columnTitles[value.column] }) };
}

async function toReconciliationData(
  context: Context,
  { step, report, problem }: State,
): Promise<ReconciliationData<Message>> {
  const last = await lastReconciliation(context);
  const latest = report !== null && (last === null || report.at >= last.at) ? report : last;
  return {
    timezone: context.config.bookTimezone,
    ...(step === null ? {} : { step }),
    ...(problem === null ? {} : { problem }),
    ...(latest === null ? {} : { report: latest }),
  };
}
