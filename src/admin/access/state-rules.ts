import { DomainError } from '../../errors.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import type { Refusal } from '../../domain/decision.js';
import { refusalMessage } from '../../services/operations/inputs.js';
import type { OperationKind } from '../../services/previews/preview.js';
import { refusalsOf } from '../../services/previews/refusals.js';
import { plainText } from '../codecs/values.js';
import type { BulkDeclaration, OperationDeclaration } from '../declaration/actions.js';
import { planDeletion } from '../deletion/plan.js';
import { requireNoneBlocking } from '../deletion/preview.js';
import { isAvailable, isDelete } from '../operations/handler.js';
import { fileOf, resourceOf, type AccessFacts, type AccessRule, type Finding } from './facts.js';

/** Rules on the state of a record: those of the action, of the book, and of rows that refer to it. */

function declaredAction({ table, action }: AccessFacts) {
  const actions: Record<string, OperationDeclaration | BulkDeclaration> =
    table.declaration?.actions ?? {};
  return action !== null && Object.hasOwn(actions, action) ? actions[action] : undefined;
}

/** Kind of the operation whose rule decides on each row. */
function kindOf(declared: OperationDeclaration | BulkDeclaration | undefined) {
  if (declared === undefined) return undefined;
  return 'kind' in declared ? declared.kind : declared.decidedBy;
}

/** The action is offered on rows with these values. */
export const offeredRow: AccessRule = {
  name: 'when',
  title: message('access.when'),
  find: async (facts) => {
    const { recordId, call, table, action } = facts;
    const declared = declaredAction(facts);
    const wanted = Object.entries(declared?.when ?? {});
    if (recordId === null || !declared || kindOf(declared) !== undefined) return null;
    const record = await resourceOf(facts)?.findOne(recordId, call);
    if (!record || wanted.length === 0) return null;
    const parts = wanted.map(([column, values]) =>
      message('access.when_column', {
        column: table.columns.find(({ name }) => name === column)?.label ?? column,
        found: verbatim(plainText(record.params[column] ?? '')),
        wanted: values.map((value) => verbatim(plainText(value ?? ''))),
      }),
    );
    return {
      isOpen: isAvailable(declared, record),
      text: message('access.when_all', { parts }),
      ...{ file: fileOf(table), key: `actions.${action ?? ''}.when` },
    };
  },
};

/** The rules of the book allow the operation on the row as it is now. */
export const allowedState: AccessRule = {
  name: 'state',
  title: message('access.state'),
  find: async (facts) => {
    const { context, actor, recordId } = facts;
    const kind = kindOf(declaredAction(facts));
    if (recordId === null || kind === undefined) return null;
    const refusals = await refusalsOf(context, actor, [kind], recordId);
    const refusal = refusals.get(kind) ?? null;
    const place = placeOf(kind, refusal);
    return refusal === null
      ? { isOpen: true, text: message('access.state_open'), ...place }
      : { isOpen: false, text: refusalMessage(refusal), ...place };
  },
};

function placeOf(kind: OperationKind, refusal: Refusal | null): Pick<Finding, 'file' | 'key'> {
  if (refusal?.kind.key.startsWith('limits.')) {
    return { file: 'src/services/wagers/limits.ts', key: 'decideLimits' };
  }
  return kind.startsWith('wager.')
    ? { file: 'src/domain/wager.ts', key: 'decideWager' }
    : { file: 'src/domain/transaction.ts', key: 'decideTransactions' };
}

/**
 * A session that moves more than the settings allow, or changes such a column, is asked for password
 * and code again. The explanation knows no session: this rule says what it will meet.
 */
export const steppedUp: AccessRule = {
  name: 'step_up',
  title: message('access.step_up'),
  find: (facts) => {
    const { context, table, field, action } = facts;
    const { stepUpAboveCents: most, stepUpRows: rows, currency } = context.config;
    const column = table.columns.find(({ name, path }) => name === field || path === field);
    const kept = column && table.declaration?.columns?.[column.name]?.stepUp;
    const isWritten = action === 'edit' || action === 'new';
    const place = { isOpen: true, file: 'src/services/step-up/permit.ts', key: 'permit' };
    if (isWritten && kept === 'change') return { ...place, text: message('access.step_up_change') };
    const isMoney = kindOf(declaredAction(facts)) !== undefined;
    if (!isMoney && !(isWritten && kept === 'raise')) return null;
    return { ...place, text: message('access.step_up_above', { most, currency, rows }) };
  },
};

/** The service behind the action takes the record. */
export const takenRow: AccessRule = {
  name: 'service',
  title: message('access.service'),
  find: (facts) => {
    const { table, action, recordId, actor } = facts;
    if (recordId === null) return null;
    const declared = declaredAction(facts);
    const ofAction = declared && 'refuses' in declared ? declared.refuses : undefined;
    const ofEdit = action === 'edit' ? table.declaration?.hooks?.refusesEdit : undefined;
    if (!ofAction && !ofEdit) return null;
    const problem = ofAction?.(actor, recordId) ?? ofEdit?.(recordId) ?? null;
    const key = ofAction ? `actions.${action ?? ''}.refuses` : 'hooks.refusesEdit';
    const place = { file: fileOf(table), key };
    return problem === null
      ? { isOpen: true, text: message('access.service_open'), ...place }
      : { isOpen: false, text: problem, ...place };
  },
};

/** No row that refers to the record forbids its delete. */
export const freeRow: AccessRule = {
  name: 'references',
  title: message('access.references'),
  find: async (facts) => {
    const { action, recordId, actor } = facts;
    const resource = resourceOf(facts);
    if (action === null || !isDelete(action) || recordId === null || !resource) return null;
    const place = { file: 'src/admin/deletion/plan.ts', key: 'planDeletion' };
    const problem = await problemOf(async () =>
      requireNoneBlocking(await planDeletion(resource, actor, [recordId])),
    );
    return problem === null
      ? { isOpen: true, text: message('access.references_free'), ...place }
      : { isOpen: false, text: problem, ...place };
  },
};

async function problemOf(work: () => Promise<void>): Promise<Message | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return error.whole;
  }
}
