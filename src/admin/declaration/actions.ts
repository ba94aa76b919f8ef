import type { Context } from '../../context.js';
import type { Role, Actor } from '../../domain/actor.js';
import type { RefusedLine } from '../../domain/decision.js';
import type { Message } from '../../messages/message.js';
import type { DoneLine } from '../../services/operations/run.js';
import type { OperationKind } from '../../services/previews/preview.js';
import type { ActionField, ActionTone, Preview } from '../contract/panel.js';

/**
 * Types of an action in a resource file: its form, the rows that have it, and the service that it
 * calls.
 */

export interface OperationReport {
  done: DoneLine[];
  refused: RefusedLine[];
  /** Record to open afterwards, or without an id the list. */
  opens?: { table: string; id?: string };
}

/** Texts and fields of an action, and the rows that have it. */
export interface ActionLook {
  label: Message;
  icon: string;
  /** Text of the button; the label unless given. */
  verb?: Message;
  /** Title of the form; the label unless given. */
  title?: Message;
  description?: Message;
  tone?: ActionTone;
  fields?: ActionField<Message>[];
  /** Fields that a role's form leaves out: they take a value of the acting user. */
  own?: Partial<Record<Role, Record<string, ActorValue>>>;
  /** Values of columns that a row must have for this action. */
  when?: Record<string, readonly (string | number | boolean | null)[]>;
}

export interface OperationDeclaration extends ActionLook {
  on: 'record' | 'bulk' | 'resource';
  /** Offered by the record's own page, not among the buttons of its head. */
  isInline?: true;
  /**
   * The service itself takes rows of the actor only and throws `not_found` for others: a commit
   * needs no read of the row before it, nor after it.
   */
  isScoped?: true;
  /** Operation on money that decides which rows have it; its reason stands beside the action. */
  decidedBy?: OperationKind;
  /** Reason for which the service refuses every input on a row; null where it takes some. */
  refuses?: (actor: Actor, id: string) => Message | null;
  preview?: (context: Context, actor: Actor, input: OperationInput) => Promise<Preview<Message>>;
  run: (context: Context, actor: Actor, input: OperationInput) => Promise<OperationReport>;
}

/** Input of an operation's form, strictly parsed. */
export interface OperationInput {
  operationId: string;
  /** Ids of its rows; empty for an action of the whole resource. */
  ids: string[];
  /** Typed values of the declared fields; null where a field is empty. */
  fields: Record<string, string | null>;
  /** Token of the preview: rows that changed since are refused. */
  token: string | null;
}

/** Returns the texts of the action's form. */
export function formTexts({ label, verb = label, title = label, description }: ActionLook) {
  return { verb, title, ...(description === undefined ? {} : { description }) };
}

/** Returns the fields of the role's form. */
export function fieldsFor({ fields = [], own }: ActionLook, role: Role): ActionField<Message>[] {
  return fields.filter(
    ({ name, roles }) => (roles?.includes(role) ?? true) && !Object.hasOwn(own?.[role] ?? {}, name),
  );
}

export interface BulkDeclaration extends ActionLook {
  on: 'chosen' | 'all';
  kind: OperationKind;
  /** Name of the action on all rows that match; beside `chosen` only. */
  all?: string;
}

/** Value of the acting user. */
export type ActorValue = 'actor.userId' | 'actor.agentId' | 'actor.customerId';
