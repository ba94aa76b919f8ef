import { message, type Message } from '../messages/message.js';

/**
 * Faults of the machine beneath the database, by SQLite's result codes: no statement is wrong, and
 * only whoever runs the server can help. https://www.sqlite.org/rescode.html
 */

export type MachineFault =
  'damaged' | 'not_database' | 'disk_failed' | 'full' | 'read_only' | 'cannot_open';

interface Words {
  said: (code: string) => Message;
  hint: Message;
}

const codes: Record<string, MachineFault> = {
  CORRUPT: 'damaged',
  NOTADB: 'not_database',
  IOERR: 'disk_failed',
  FULL: 'full',
  READONLY: 'read_only',
  CANTOPEN: 'cannot_open',
};

const texts: [RegExp, string][] = [
  [/^(?:database disk image is malformed|malformed database schema)/, 'SQLITE_CORRUPT'],
  [/^file is not a database/, 'SQLITE_NOTADB'],
  [/^disk I\/O error/, 'SQLITE_IOERR'],
  [/database or disk is full|Exceeded maximum DB size/, 'SQLITE_FULL'],
  [/^attempt to write a readonly database/, 'SQLITE_READONLY'],
  [/^unable to open database file/, 'SQLITE_CANTOPEN'],
];

const words: Record<MachineFault, Words> = {
  damaged: {
    said: () => message('database.fault_damaged'),
    hint: message('database.fault_damaged_hint'),
  },
  not_database: {
    said: () => message('database.fault_not_database'),
    hint: message('database.fault_not_database_hint'),
  },
  disk_failed: {
    said: (code) => message('database.fault_disk', { code }),
    hint: message('database.fault_disk_hint'),
  },
  full: { said: () => message('database.full'), hint: message('database.full_hint') },
  read_only: {
    said: () => message('database.fault_read_only'),
    hint: message('database.fault_read_only_hint'),
  },
  cannot_open: {
    said: () => message('database.fault_cannot_open'),
    hint: message('database.fault_cannot_open_hint'),
  },
};

export interface FoundFault {
  fault: MachineFault;
  /** SQLite's own, such as `SQLITE_IOERR_READ`. */
  code: string;
  said: Message;
  hint: Message;
  /** True when a commit failed after it was written: a crash may still bring it back. */
  mayHaveRun: boolean;
}

/**
 * Recognises a fault of the machine; null for any other error.
 * @param isD1 true when Cloudflare keeps the file: the way out is another
 */
export function findMachineFault(code: string, isD1: boolean): FoundFault | null {
  const fault = codes[/^SQLITE_([A-Z]+)/.exec(code)?.[1] ?? ''];
  // A virtual table's module could not read its rows: SQLite's own pages are sound.
  if (fault === undefined || code.startsWith('SQLITE_CORRUPT_VTAB')) return null;
  const { said, hint } = words[fault];
  return {
    fault,
    code,
    said: said(code),
    hint: isD1 && fault !== 'full' ? message('database.fault_d1_hint') : hint,
    // https://www.sqlite.org/rescode.html#ioerr_fsync
    mayHaveRun: /^SQLITE_IOERR_(?:DIR_)?FSYNC/.test(code),
  };
}

/** Returns the result code that belongs to SQLite's text of a fault; empty for other texts. */
export function codeOfText(plain: string): string {
  return texts.find(([pattern]) => pattern.test(plain))?.[1] ?? '';
}
