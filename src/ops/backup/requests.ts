import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import type { Context } from '../../context.js';
import { makeCopy, type CopyReport } from './create.js';
import type { CopyKind } from './manifest.js';
import { hasOwner, ownCopies, ownedPath, ownerFolder } from './owner.js';
import { replyOf, resultOf, writeReply } from '../processes/replies.js';

/**
 * Requests of a command to the server that owns the copies, as files beside the database: whoever
 * may write there may also read the book. They need no address, no port and no secret.
 */

export interface CopyRequest {
  folder: string;
  kind: CopyKind;
}

const REQUEST = '.request.json';
const ANSWER = '.answer.json';
const LOOK_EVERY_MS = 250;

/**
 * Asks the owner for a copy and waits for its answer.
 * @throws what the owner's copy throws; DomainError `unavailable` when the owner ended before
 */
export async function askOwner(database: string, request: CopyRequest): Promise<CopyReport> {
  const folder = ownerFolder(database);
  const id = randomUUID();
  const asked = path.join(folder, `${id}${REQUEST}`);
  const answered = path.join(folder, `${id}${ANSWER}`);
  writeWhole(asked, JSON.stringify(request));
  try {
    for (;;) {
      // Looked at before the answer: an owner that answers and then ends has answered.
      const isOwned = hasOwner(database);
      const text = readIfThere(answered);
      if (text !== null) return resultOf(text) as CopyReport;
      if (!isOwned) throw ownerEnded();
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    for (const file of [asked, answered]) fs.rmSync(file, { force: true });
  }
}

export interface OwnerOptions {
  signal?: AbortSignal;
  /** Runs before each question to the owner. */
  onAsked?: () => void;
  /** Receives each step of a snapshot that reads all rows. */
  onStep?: (step: Message) => void;
}

/**
 * Makes a copy as the owner while nobody is, and asks the owner otherwise, be it this process.
 * @throws what `makeCopy` throws, and the reason of `signal`
 */
export async function copyByOwner(
  context: Context,
  request: CopyRequest,
  { signal, onAsked, onStep }: OwnerOptions = {},
): Promise<CopyReport> {
  const owned = ownedPath(context, request.folder);
  for (;;) {
    signal?.throwIfAborted();
    const lock = ownCopies(owned);
    if (lock) {
      try {
        return await makeCopy(context, { ...request, signal, onStep });
      } finally {
        lock.release();
      }
    }
    onAsked?.();
    try {
      return await askOwner(owned, request);
    } catch (error) {
      // The owner was a command, or a server that stops: then this process is free to copy.
      if (!(error instanceof DomainError) || error.said.key !== 'backup.owner_ended') throw error;
    }
  }
}

export interface RequestDesk {
  /** Takes no new requests, and waits for the answer under way. */
  stop(): Promise<void>;
}

/** Answers requests, one after another, as their owner. */
export function answerRequests(
  database: string,
  answer: (request: CopyRequest) => Promise<CopyReport>,
): RequestDesk {
  const folder = ownerFolder(database);
  removeOld(folder);
  let underWay: Promise<void> | undefined;
  const look = async () => {
    for (const id of requestsIn(folder)) {
      const text = readIfThere(path.join(folder, `${id}${REQUEST}`));
      if (text === null) continue;
      const reply = await replyOf(() => answer(JSON.parse(text) as CopyRequest));
      fs.rmSync(path.join(folder, `${id}${REQUEST}`), { force: true });
      writeWhole(path.join(folder, `${id}${ANSWER}`), writeReply(reply));
    }
  };
  const timer = setInterval(() => {
    underWay ??= look()
      // The folder is away for a moment, or full: the next look tries again.
      .catch(() => undefined)
      .finally(() => (underWay = undefined));
  }, LOOK_EVERY_MS).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}

function requestsIn(folder: string): string[] {
  const names = fs.readdirSync(folder);
  return names
    .filter((name) => name.endsWith(REQUEST))
    .map((name) => name.slice(0, -REQUEST.length));
}

/** Removes requests and answers that nobody waits for: the last owner was killed. */
function removeOld(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    if (name.endsWith(REQUEST) || name.endsWith(ANSWER)) {
      fs.rmSync(path.join(folder, name), { force: true });
    }
  }
}

/** Writes a file under another name first, so that no reader sees half of it. */
function writeWhole(file: string, text: string): void {
  const aside = `${file}.part`;
  fs.writeFileSync(aside, text, { mode: 0o600 });
  fs.renameSync(aside, file);
}

function readIfThere(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Returns the refusal of a request whose owner stops. */
export function ownerEnded(): DomainError {
  return new DomainError('unavailable', message('backup.owner_ended'), {
    hint: message('backup.owner_ended_hint'),
  });
}
