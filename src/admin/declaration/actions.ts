import type { Context } from '../../context.js';
import type { Role, Actor } from '../../domain/actor.js';
import type { OperationKind } from '../../services/previews/preview.js';
import type { RefusedRow, ActionField, Preview } from '../contract/panel.js';

/**
 * What a resource file says of an action: what it asks for, who has it, and
 * the service that it calls.
 */

export interface OperationReport {
  done: { id: string; label: string; text: string }[];
  refused: RefusedRow[];
  /** The record to go to afterwards. */
  opens?: { table: string; id: string };
}

/** What an action is called, what it asks for, and when a row has it. */
export interface ActionLook {
  label: string;
  icon: string;
  /** On the button. */
  verb: string;
  title: string;
  description?: string;
  tone?: 'normal' | 'danger';
  fields?: ActionField[];
  /** Fields that a role is not asked for: they take a value of the acting user. */
  own?: Partial<Record<Role, Record<string, ActorValue>>>;
  /** Values of columns with which a row has this action at all. */
  when?: Record<string, readonly (string | number | boolean | null)[]>;
}

export interface OperationDeclaration extends ActionLook {
  on: 'record' | 'bulk' | 'resource';
  /** Offered by the record's own page, not among the buttons of its head. */
  isInline?: true;
  /**
   * The service itself takes rows of the actor only, and answers `not_found` for others: a commit
   * needs no look at the row before it, nor after it.
   */
  isScoped?: true;
  preview?: (context: Context, actor: Actor, input: OperationInput) => Promise<Preview>;
  run: (context: Context, actor: Actor, input: OperationInput) => Promise<OperationReport>;
}

/** What a form of an operation sends, read strictly. */
export interface OperationInput {
  operationId: string;
  /** Rows that it is about; empty for an action of the whole resource. */
  ids: string[];
  /** What was typed into the declared fields; null where nothing was. */
  fields: Record<string, string | null>;
  /** What the preview looked at: rows that changed since are refused. */
  token: string | null;
}

/** What the role is asked for. */
export function fieldsFor({ fields = [], own }: ActionLook, role: Role): ActionField[] {
  return fields.filter(({ name }) => !Object.hasOwn(own?.[role] ?? {}, name));
}

export interface BulkDeclaration extends ActionLook {
  on: 'chosen' | 'all';
  kind: OperationKind;
  /** Of `chosen`: the name of the action on all rows that match. */
  all?: string;
}

/** A value of the acting user. */
export type ActorValue = 'actor.userId' | 'actor.agentId' | 'actor.customerId';
