import { DomainError } from '../errors.js';

/** SQLite's and D1's error texts as typed errors. Texts name tables and columns, never values. */

export type ConstraintKind = 'unique' | 'check' | 'not_null' | 'foreign_key' | 'rule' | 'datatype';

/** A constraint or trigger refused a write. */
export class ConstraintError extends DomainError {
  override readonly name = 'ConstraintError';

  constructor(
    readonly kind: ConstraintKind,
    message: string,
    readonly table: string | undefined,
    readonly columns: readonly string[],
    /** Name of the CHECK (its expression when it has no name) or of the unique expression index. */
    readonly constraint?: string,
  ) {
    super('constraint', message, { field: columns[0] });
  }
}

/** A guard found other rows than its batch expected; nothing was written. */
export class GuardError extends DomainError {
  override readonly name = 'GuardError';

  constructor() {
    super('conflict', 'somebody else changed this at the same moment; nothing was written', {
      hint: 'reload and try again',
    });
  }
}

/** The database refused or failed for a reason that is not the caller's input. */
export class DatabaseError extends DomainError {
  override readonly name = 'DatabaseError';
}

/** The refusal of every call after `close`. */
export function databaseIsClosed(): DatabaseError {
  return new DatabaseError('unavailable', 'the database is closed', {
    hint: 'nothing was changed',
  });
}

/** The refusal of every call once the path leads to another file, or none: writes would be lost. */
export function databaseWasReplaced(
  path: string,
  code: 'unavailable' | 'unknown_outcome' = 'unavailable',
): DatabaseError {
  return new DatabaseError(code, `the database file at ${path} was replaced while the server ran`, {
    hint: 'stop the server, put the right file in place, start again',
  });
}

/** Text of the abort by the `guards` trigger. */
export const GUARD_ABORT = 'guard: the rows are not as expected';

/**
 * Maps an engine's error text to a typed error. Triggers raise `rule: table.column: text`
 * (`rule: table: text` without a column to blame).
 */
export function toDatabaseError(text: string, cause?: unknown): DomainError {
  const message = text
    .replace(/^(D1_ERROR|D1_EXEC_ERROR|Error): /, '')
    .replace(/: SQLITE_[A-Z_]+(?: \(extended: SQLITE_[A-Z_]+\))?$/, '');
  if (message.includes(GUARD_ABORT)) return new GuardError();
  const rule = /rule: ([a-z_]+)(?:\.([a-z_]+))?: (.+)$/s.exec(message);
  if (rule) {
    const [, table, column, description = ''] = rule;
    return new ConstraintError('rule', description, table, column ? [column] : []);
  }
  const columnList = /^(UNIQUE|NOT NULL) constraint failed: (.+)$/.exec(message);
  if (columnList) {
    const [, kind, list = ''] = columnList;
    const index = /^index '(.+)'$/.exec(list)?.[1];
    if (index !== undefined) {
      return new ConstraintError('unique', 'is already taken', undefined, [], index);
    }
    const parts = list.split(', ').map((part) => part.split('.'));
    const table = parts[0]?.[0];
    const columns = parts.map((part) => part.slice(1).join('.')).filter(Boolean);
    return kind === 'UNIQUE'
      ? new ConstraintError('unique', 'is already taken', table, columns)
      : new ConstraintError('not_null', 'is required', table, columns);
  }
  const check = /^CHECK constraint failed: (.+)$/s.exec(message);
  if (check) {
    return new ConstraintError('check', 'is not allowed here', undefined, [], check[1]);
  }
  if (/^FOREIGN KEY constraint failed/.test(message)) {
    return new ConstraintError(
      'foreign_key',
      'a row it refers to does not exist, or rows still refer to it',
      undefined,
      [],
    );
  }
  const datatype = /^cannot store \w+ value in \w+ column (.+)\.(.+)$/.exec(message);
  if (datatype) {
    const [, table, column = ''] = datatype;
    return new ConstraintError('datatype', 'has the wrong type', table, [column]);
  }
  if (/database is locked|SQLITE_BUSY/.test(text)) {
    return new DatabaseError('unavailable', 'the database is busy with another writer', {
      hint: 'try again in a moment',
      cause,
    });
  }
  if (/database or disk is full|Exceeded maximum DB size/.test(text)) {
    return new DatabaseError('unavailable', 'the database or its disk is full', {
      hint: 'nothing was changed; make room first',
      cause,
    });
  }
  return new DatabaseError('unavailable', 'the database could not do this', {
    cause: cause ?? new Error(text),
  });
}
