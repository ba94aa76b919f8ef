import { DomainError } from '../errors.js';
import { message, verbatim, type Message } from '../messages/message.js';
import {
  codeOfText,
  findMachineFault,
  type FoundFault,
  type MachineFault,
} from './machine-faults.js';
import { GUARD_ABORT, ruleMessage } from './rule-messages.js';

/** SQLite's and D1's error texts as typed errors. Texts name tables and columns, never values. */

export type ConstraintKind =
  | 'unique'
  /** a unique value that a row has which the actor does not see */
  | 'hidden'
  | 'check'
  | 'not_null'
  | 'foreign_key'
  | 'datatype'
  /** a row that is larger than the engine stores */
  | 'size'
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
  override readonly name: string = 'DatabaseError';
}

/**
 * One statement cannot run: it reads or writes an object that the schema describes wrongly, or a
 * value that an expression of the schema rejects. Other statements are not affected.
 */
export class SchemaError extends DatabaseError {
  override readonly name = 'SchemaError';

  constructor(said: Message, cause: unknown) {
    super('constraint', said, { hint: message('database.schema_hint'), cause });
  }
}

/** The machine beneath the database failed; its way out is for whoever runs the server. */
export class MachineError extends DatabaseError {
  override readonly name = 'MachineError';
  readonly fault: MachineFault;
  /** SQLite's result code, for the log. */
  readonly sqliteCode: string;

  constructor({ fault, code, said, hint, mayHaveRun }: FoundFault, cause: unknown) {
    super(mayHaveRun ? 'unknown_outcome' : 'unavailable', said, { hint, cause });
    this.fault = fault;
    this.sqliteCode = code;
  }

  /** The message for people who cannot reach the server's files. */
  get forUsers(): Message {
    const hint = message('database.operator_hint');
    return message('withHint', { message: this.said, hint });
  }
}

/** The refusal of writes once damage was found: more of them would spread it. */
export function writesAreStopped({ fault, sqliteCode, wayOut, cause }: MachineError): MachineError {
  const said = message('database.writes_stopped');
  const hint = wayOut ?? message('database.operator_hint');
  return new MachineError({ fault, code: sqliteCode, said, hint, mayHaveRun: false }, cause);
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
  const plain = withoutCodes(text);
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
  if (/^string or blob too big/.test(plain)) {
    return new ConstraintError('size', message('database.row_size'), undefined, []);
  }
  if (hasCode('SQLITE_CONSTRAINT', text, cause)) {
    return new ConstraintError('trigger', verbatim(plain), undefined, []);
  }
  if (/database is locked|SQLITE_BUSY/.test(text)) {
    return new DatabaseError('unavailable', message('database.busy'), {
      hint: message('database.busy_hint'),
      cause,
    });
  }
  const { code = '' } = (cause ?? {}) as { code?: unknown };
  const own = typeof code === 'string' && code.startsWith('SQLITE_') ? code : '';
  const appended = /: (SQLITE_[A-Z_]+)/.exec(text)?.[1] ?? '';
  const machine = findMachineFault(own || appended || codeOfText(plain), own === '');
  if (machine) return new MachineError(machine, cause ?? new Error(text));
  const isModule = hasCode('SQLITE_CORRUPT_VTAB', text, cause);
  const fault = schemaFault(plain) ?? (isModule ? message('database.module_failed') : null);
  if (fault !== null) return new SchemaError(fault, cause ?? new Error(text));
  return new DatabaseError('unavailable', message('database.failed'), {
    cause: cause ?? new Error(text),
  });
}

/** Strips what D1 puts around SQLite's text. */
function withoutCodes(text: string): string {
  return text
    .replace(/^(D1_ERROR|D1_EXEC_ERROR|Error): /, '')
    .replace(/: SQLITE_[A-Z_]+(?: \(extended: SQLITE_[A-Z_]+\))?$/, '');
}

/** Faults of the schema by SQLite's texts, which name objects and never values. */
const schemaFaults: [RegExp, (name: string) => Message][] = [
  [/^no such collation sequence: (.+)$/, (name) => message('database.no_collation', { name })],
  [/^(?:no such|unknown) function: ([^(]+)/, (name) => message('database.no_function', { name })],
  [/^no such module: (.+)$/, (name) => message('database.no_module', { name })],
  [/^(?:unknown|no such) tokenizer: (.+)$/, (name) => message('database.no_tokenizer', { name })],
  // Qualified: a view or a trigger names it. A statement that names a missing table itself is a defect.
  [/^no such (?:table|view): main\.(.+)$/, (name) => message('database.no_table', { name })],
  [/^no such column: (.+)$/, (name) => message('database.no_column', { name })],
  [
    /^foreign key mismatch - "(.+)" referencing /,
    (name) => message('database.no_parent_key', { name }),
  ],
  [/malformed JSON|JSON path/, () => message('database.malformed_json')],
  [/^integer overflow$/, () => message('database.integer_overflow')],
  [/^(?:fts[345]|vtable|rtree)\b/i, () => message('database.module_failed')],
];

/** Explains the engine's text of a fault of the schema; unknown texts stay as they are. */
export function explainFault(text: string): Message {
  const plain = withoutCodes(text);
  return schemaFault(plain) ?? verbatim(plain);
}

function schemaFault(plain: string): Message | null {
  for (const [pattern, said] of schemaFaults) {
    const match = pattern.exec(plain);
    if (match) return said(match[1] ?? '');
  }
  return null;
}

/**
 * Recognises a result code, or an extended one, which D1 appends to the text. Every constraint has a
 * text of its own but a trigger's RAISE, whose text its author wrote.
 */
function hasCode(wanted: string, text: string, cause: unknown): boolean {
  const { code } = (cause ?? {}) as { code?: unknown };
  const isAppended = new RegExp(`: (?:SQLITE_\\w+ \\(extended: )?${wanted}`).test(text);
  return isAppended || (typeof code === 'string' && code.startsWith(wanted));
}
