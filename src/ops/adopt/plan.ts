import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { ForeignFile } from '../../db/engines/embedded/foreign-file.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { freeBytesOf, lackingRoom } from '../free-room.js';
import { d1Problems } from '../rows/d1-limits.js';
import {
  folded,
  type ForeignObject,
  type ForeignSchema,
  type ForeignTable,
  readForeignSchema,
  readObjects,
} from './foreign-objects.js';
import { timeProblems } from './d1-time.js';
import { withPrefix } from './prefix.js';
import { brokenReferences, contentProblems, nameProblems, objectProblems } from './problems.js';

/** The plan of an adoption: everything that it would write, or the reasons why it cannot. */

export interface AdoptionPlan {
  file: string;
  objects: ForeignObject[];
  tables: ForeignTable[];
  /** Objects that stay behind. */
  skipped: string[];
  /** Facts that the operator should know before the yes. */
  notices: Message[];
}

export interface AdoptionOptions {
  /** Objects to leave behind; those that belong to them stay with them. */
  skip?: readonly string[];
  /** Put before the name of every object. */
  prefix?: string;
  /** Bytes free in a folder; for tests. */
  freeBytes?: (folder: string) => number;
}

/** The rows pass through the write-ahead log, so that they need their space twice. */
const ROOM_FACTOR = 2.2;
/** https://developers.cloudflare.com/d1/platform/limits/ */
const D1_BYTES = 10_000_000_000;

/**
 * Plans the adoption of a file; writes nothing.
 * @throws DomainError when the database cannot take files, or lacks the room, or
 * `conflict` with everything that stands against it
 */
export async function planAdoption(
  context: Context,
  file: ForeignFile,
  { skip = [], prefix = '', freeBytes = freeBytesOf }: AdoptionOptions = {},
): Promise<AdoptionPlan> {
  refuseUnfitPlace(context, file, freeBytes);
  const known = new Set(readObjects(file).map(({ name }) => folded(name)));
  const unknown = skip.find((name) => !known.has(folded(name)));
  if (unknown !== undefined) {
    throw new DomainError('not_found', message('adoption.nothing_to_skip', { name: unknown }));
  }
  const found = await readForeignSchema(file, skip);
  if (found.tables.length === 0) {
    throw new DomainError('invalid', message('adoption.no_tables', { file: file.path }));
  }
  const { schema, problems: faults } =
    prefix === '' ? { schema: found, problems: [] } : withPrefix(file, found, prefix);
  const taken = await namesOfBook(context);
  const broken = brokenReferences(file);
  const isOnD1 = context.engine.withFile === null;
  const problems = [
    ...contentProblems(file),
    ...(isOnD1 ? await problemsOfD1(file, schema, broken) : []),
    ...faults,
    // Without the renames, these would name objects that only lack their prefix.
    ...(faults.length === 0 ? nameProblems(schema.objects, taken) : []),
    ...(faults.length === 0 ? objectProblems(schema, taken) : []),
  ];
  if (problems.length > 0) throw manyProblems(file, problems);
  const notices = [
    ...(broken === null ? [message('adoption.references_unknown')] : []),
    ...(broken === null || broken === 0
      ? []
      : [message('adoption.references_broken', { count: broken })]),
  ];
  return { file: file.path, ...schema, skipped: [...skip], notices };
}

/** D1 checks foreign keys always, and holds less than a file. */
async function problemsOfD1(
  file: ForeignFile,
  { objects, tables }: ForeignSchema,
  broken: number | null,
): Promise<Message[]> {
  const held = objects.map(({ type, name, sqlAs }) => ({ type, name, sql: sqlAs }));
  const known = new Set(tables.map(({ name }) => folded(name)));
  const orphans = tables.filter(({ parents }) => parents.some((name) => !known.has(folded(name))));
  const megabytes = Math.ceil(file.size / 1_000_000);
  return [
    ...(file.size > D1_BYTES ? [message('adoption.d1_size', { megabytes })] : []),
    ...(broken === null ? [message('adoption.references_unknown')] : []),
    ...(broken === null || broken === 0 ? [] : [message('adoption.d1_broken', { count: broken })]),
    ...orphans.map(({ name }) =>
      message('adoption.object', {
        object: 'object.table',
        name,
        problem: message('adoption.d1_orphan'),
      }),
    ),
    ...timeProblems(file, { objects, tables }),
    ...(await d1Problems(file.database, held, tables)),
  ];
}

function manyProblems(file: ForeignFile, problems: readonly Message[]): DomainError {
  const title = message('adoption.refused', { file: file.path });
  const list = problems.reduce(
    (before, problem) => message('setup.problem', { before, problem }),
    title,
  );
  return new DomainError('conflict', list);
}

function refuseUnfitPlace(
  { engine }: Context,
  { path: file, size }: ForeignFile,
  freeBytes: (folder: string) => number,
): void {
  if (engine.withFile === null) return;
  if (fs.realpathSync(engine.location) === file) {
    throw new DomainError('invalid', message('adoption.same_file', { file }));
  }
  const folder = path.dirname(engine.location);
  const room = lackingRoom(folder, size * ROOM_FACTOR, freeBytes(folder));
  if (room) {
    throw new DomainError('unavailable', message('adoption.no_room', room), {
      hint: message('shared.nothing_changed'),
    });
  }
}

async function namesOfBook({ longDb }: Context): Promise<Set<string>> {
  const rows = await longDb.all<{ name: string }>(sql`SELECT name FROM sqlite_schema`);
  return new Set(rows.map(({ name }) => folded(name)));
}
