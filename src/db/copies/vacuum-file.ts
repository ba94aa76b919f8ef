import Sqlite from 'better-sqlite3';
import { openAlone } from './hold-alone.js';

/**
 * VACUUM of a database file that no other process has open. SQLite builds the new file in its folder
 * for temporary files and then copies it over the old one page by page, with the old pages in a
 * journal: killed at any moment, the next connection has the old file or the new one.
 * https://www.sqlite.org/lang_vacuum.html
 */

export interface FilePages {
  pageSize: number;
  pages: number;
  /** Pages that hold nothing and that VACUUM gives back. */
  freePages: number;
}

export interface AloneFile {
  pages(): FilePages;
  /** Returns what `quick_check` finds; nothing in a sound file. */
  problems(): string[];
  /** Runs statements as one transaction. */
  run(statements: readonly string[]): void;
  vacuum(): void;
  /** Lets other processes open the file again. */
  release(): void;
}

/**
 * Takes a file from every other process until `release`. Returns `in_use` while another has it open,
 * and `unreadable` when SQLite cannot read it.
 */
export function takeAlone(file: string): AloneFile | 'in_use' | 'unreadable' {
  const alone = openAlone(file, (sqlite) => {
    // Leaving WAL fails while another connection exists; the lock then outlives each transaction.
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.pragma('journal_mode = DELETE');
    sqlite.exec('BEGIN EXCLUSIVE; COMMIT');
  });
  return typeof alone === 'string' ? alone : aloneFile(alone);
}

/** Reads the size of a file and its free pages beside other connections. */
export function readPages(file: string): FilePages {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    return pagesOf(sqlite);
  } finally {
    sqlite.close();
  }
}

function aloneFile(sqlite: Sqlite.Database): AloneFile {
  return {
    pages: () => pagesOf(sqlite),
    problems: () => {
      const found = sqlite.pragma('quick_check(20)') as { quick_check: string }[];
      return found.map((row) => row.quick_check).filter((text) => text !== 'ok');
    },
    run: (statements) =>
      sqlite.transaction(() => {
        for (const statement of statements) sqlite.exec(statement);
      })(),
    vacuum: () => {
      sqlite.exec('VACUUM');
    },
    release: () => {
      sqlite.close();
    },
  };
}

function pagesOf(sqlite: Sqlite.Database): FilePages {
  const value = (name: string) => Number(sqlite.pragma(name, { simple: true }));
  return {
    pageSize: value('page_size'),
    pages: value('page_count'),
    freePages: value('freelist_count'),
  };
}
