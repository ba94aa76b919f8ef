import { DomainError } from '../errors.js';
import { message, verbatim, type Message } from '../messages/message.js';
import { GUARD_ABORT, ruleMessage } from './rule-messages.js';

/** SQLite's and D1's error texts as typed errors. Texts name tables and columns, never values. */

export type ConstraintKind =
  | 'unique'
  | 'check'
  | 'not_null'
  | 'foreign_key'
  | 'datatype'
  /** a trigger of ours, which names its table and column */
  | 'rule'
  /** a trigger of an added table, in its own words */
  | 'trigger';

/** A constraint or trigger refused a write. */
export class ConstraintError extends DomainError {
  override readonly name = 'ConstraintError';

  constructor(
    readonly kind: ConstraintKind,
    said: Message,
    readonly table: string | undefined,
    readonly columns: readonly string[],
    /** Name of the CHECK (its expression when it has no name) or of the unique expression index. */
    readonly constraint?: string,
  ) {
    super('constraint', said, { field: columns[0] });
  }
}

/** A guard found other rows than its batch expected; nothing was written. */
export class GuardError extends DomainError {
  override readonly name = 'GuardError';

  constructor() {
    super('conflict', message('database.changed_meanwhile'), {
      hint: message('shared.reload'),
    });
  }
}

/** The database refused or failed for a reason that is not the caller's input. */
export class DatabaseError extends DomainError {
  override readonly name = 'DatabaseError';
}

/** The refusal of every call after `close`. */
export function databaseIsClosed(): DatabaseError {
  return new DatabaseError('unavailable', message('database.closed'), {
    hint: message('shared.nothing_changed'),
  });
}

/** The refusal of every call once the path leads to another file, or none: writes would be lost. */
export function databaseWasReplaced(
  path: string,
  code: 'unavailable' | 'unknown_outcome' = 'unavailable',
): DatabaseError {
  return new DatabaseError(code, message('database.replaced', { path }), {
    hint: message('database.replaced_hint'),
  });
}

/**
 * Maps an engine's error to a typed one by its text. Triggers raise `rule: table.column: text`
 * (`rule: table: text` without a column to blame). The engine's own text goes to the log, as the
 * cause: it never becomes a message.
 */
export function toDatabaseError(text: string, cause?: unknown): DomainError {
  const plain = text
    .replace(/^(D1_ERROR|D1_EXEC_ERROR|Error): /, '')
    .replace(/: SQLITE_[A-Z_]+(?: \(extended: SQLITE_[A-Z_]+\))?$/, '');
  if (plain.includes(GUARD_ABORT)) return new GuardError();
  const rule = /rule: ([a-z_]+)(?:\.([a-z_]+))?: (.+)$/s.exec(plain);
  if (rule) {
    const [, table, column, description = ''] = rule;
    return new ConstraintError('rule', ruleMessage(description), table, column ? [column] : []);
  }
  const columnList = /^(UNIQUE|NOT NULL) constraint failed: (.+)$/.exec(plain);
  if (columnList) {
    const [, kind, list = ''] = columnList;
    const index = /^index '(.+)'$/.exec(list)?.[1];
    if (index !== undefined) {
      return new ConstraintError('unique', message('tables.taken'), undefined, [], index);
    }
    const parts = list.split(', ').map((part) => part.split('.'));
    const table = parts[0]?.[0];
    const columns = parts.map((part) => part.slice(1).join('.')).filter(Boolean);
    return kind === 'UNIQUE'
      ? new ConstraintError('unique', message('tables.taken'), table, columns)
      : new ConstraintError('not_null', message('tables.required'), table, columns);
  }
  const check = /^CHECK constraint failed: (.+)$/s.exec(plain);
  if (check) {
    return new ConstraintError('check', message('database.not_allowed'), undefined, [], check[1]);
  }
  if (/^FOREIGN KEY constraint failed/.test(plain)) {
    return new ConstraintError('foreign_key', message('database.broken_reference'), undefined, []);
  }
  const datatype = /^cannot store \w+ value in \w+ column (.+)\.(.+)$/.exec(plain);
  if (datatype) {
    const [, table, column = ''] = datatype;
    return new ConstraintError('datatype', message('database.wrong_type'), table, [column]);
  }
  if (isConstraint(text, cause)) {
    return new ConstraintError('trigger', verbatim(plain), undefined, []);
  }
  if (/database is locked|SQLITE_BUSY/.test(text)) {
    return new DatabaseError('unavailable', message('database.busy'), {
      hint: message('database.busy_hint'),
      cause,
    });
  }
  if (/database or disk is full|Exceeded maximum DB size/.test(text)) {
    return new DatabaseError('unavailable', message('database.full'), {
      hint: message('database.full_hint'),
      cause,
    });
  }
  return new DatabaseError('unavailable', message('database.failed'), {
    cause: cause ?? new Error(text),
  });
}

/**
 * Recognises a refused row by the result code, which D1 appends to the text. Every constraint has a
 * text of its own but a trigger's RAISE, whose text its author wrote.
 */
function isConstraint(text: string, cause: unknown): boolean {
  const { code } = (cause ?? {}) as { code?: unknown };
  return (
    /: SQLITE_CONSTRAINT\b/.test(text) ||
    (typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT'))
  );
}
