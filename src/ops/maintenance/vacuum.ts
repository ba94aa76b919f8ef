import fs from 'node:fs';
import path from 'node:path';
import { putTemporaryFilesIn, type Config } from '../../config.js';
import { takeAlone, type AloneFile, type FilePages } from '../../db/copies/vacuum-file.js';
import { DomainError } from '../../errors.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import { projectRoot } from '../../paths.js';
import { freeBytesOf, lackingRoom } from '../free-room.js';
import { searchIndexes, suspendStatement } from '../../services/lists/search-index.js';

/**
 * VACUUM of the whole database, while no other process has it open. SQLite undoes a VACUUM that was
 * killed when the file is opened next. Search indexes find rows by numbers that VACUUM may change:
 * they are suspended first, which lists notice, and the caller builds them again.
 */

export interface VacuumPlan {
  file: string;
  bytes: number;
  freeBytes: number;
  /** Free bytes that the disk must have, and where. */
  needs: { folder: string; bytes: number; available: number }[];
}

export interface VacuumReport {
  file: string;
  bytesBefore: number;
  bytesAfter: number;
  tookMs: number;
}

const bytesOf = ({ pages, pageSize }: FilePages) => pages * pageSize;

/**
 * Returns the file of the configured database.
 * @throws DomainError `invalid` on D1, which compacts its files itself
 */
export function fileOf({ database }: Config): string {
  if (database.engine === 'embedded') return path.resolve(projectRoot, database.file);
  throw new DomainError('invalid', message('maintenance.no_vacuum'), {
    hint: message('maintenance.no_vacuum_hint'),
  });
}

/**
 * Says what a VACUUM would give back and needs, and whether it could run now.
 * @throws DomainError as `vacuumFile`
 */
export function planVacuum(file: string): VacuumPlan {
  return whileAlone(file, (held) => planOf(file, held));
}

/**
 * Compacts a database file: all or nothing.
 * @throws DomainError `conflict` while another process has it open, or when it is damaged;
 * `configuration` when it does not exist, or a disk has no room
 */
export function vacuumFile(file: string): VacuumReport {
  const startedAt = Date.now();
  return whileAlone(file, (held) => {
    const before = planOf(file, held);
    refuseWithoutRoom(before);
    const [damage] = held.problems();
    if (damage !== undefined) throw damaged(file, damage);
    held.run(searchIndexes.map(suspendStatement));
    held.vacuum();
    return {
      file,
      bytesBefore: before.bytes,
      bytesAfter: bytesOf(held.pages()),
      tookMs: Date.now() - startedAt,
    };
  });
}

function whileAlone<T>(file: string, work: (held: AloneFile) => T): T {
  if (!fs.existsSync(file)) {
    throw new DomainError('configuration', message('database.missing', { file }), {
      hint: message('maintenance.which_file_hint'),
    });
  }
  const temporary = putTemporaryFilesIn(path.dirname(file));
  const held = takeAlone(file);
  if (held === 'in_use') {
    throw new DomainError('conflict', message('restore.in_use', { file }), {
      hint: message('restore.in_use_hint'),
    });
  }
  if (held === 'unreadable') throw damaged(file, message('maintenance.unreadable'));
  try {
    return work(held);
  } catch (error) {
    throw vacuumProblem(error, file, temporary);
  } finally {
    held.release();
  }
}

function planOf(file: string, held: AloneFile): VacuumPlan {
  const pages = held.pages();
  const bytes = bytesOf(pages);
  // A new file in the folder for temporary files, and the old pages in a journal beside the file.
  const own = path.dirname(file);
  const named = putTemporaryFilesIn(own);
  const temporary = fs.existsSync(named) ? named : own;
  const isOneDisk = fs.statSync(own).dev === fs.statSync(temporary).dev;
  const needs = isOneDisk ? [need(own, 2 * bytes)] : [need(own, bytes), need(temporary, bytes)];
  return { file, bytes, freeBytes: pages.freePages * pages.pageSize, needs };
}

function need(folder: string, bytes: number): VacuumPlan['needs'][number] {
  return { folder, bytes, available: freeBytesOf(folder) };
}

/** @throws DomainError `configuration` naming the folder whose disk has too little room */
export function refuseWithoutRoom({ needs }: VacuumPlan): void {
  const [room] = needs.flatMap(
    ({ folder, bytes, available }) => lackingRoom(folder, bytes, available) ?? [],
  );
  if (!room) return;
  throw new DomainError('configuration', message('maintenance.no_room', room), {
    hint: message('maintenance.no_room_hint'),
  });
}

function damaged(file: string, problem: string | Message): DomainError {
  const said = typeof problem === 'string' ? verbatim(problem) : problem;
  return new DomainError('conflict', message('maintenance.damaged', { file, problem: said }), {
    hint: message('maintenance.damaged_hint'),
  });
}

/** Names the errors that a disk may give in the middle of the work. */
function vacuumProblem(error: unknown, file: string, folder: string): unknown {
  const code = String((error as { code?: unknown }).code);
  if (code === 'SQLITE_FULL') {
    return new DomainError('configuration', message('maintenance.disk_full', { folder }), {
      hint: message('maintenance.no_room_hint'),
      cause: error,
    });
  }
  if (code === 'SQLITE_READONLY' || code.startsWith('SQLITE_CANTOPEN')) {
    return new DomainError('configuration', message('maintenance.read_only', { file, folder }), {
      hint: message('maintenance.read_only_hint'),
      cause: error,
    });
  }
  return code.startsWith('SQLITE_CORRUPT') ? damaged(file, (error as Error).message) : error;
}
