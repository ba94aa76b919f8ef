import type { Config } from '../../config.js';
import { createContext, type Context } from '../../context.js';
import { openEmbedded } from '../../db/engines/embedded/embedded.js';
import { migrationStatus, readMigrations } from '../../db/migrations/migrator.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { migrationsFolder } from '../../paths.js';
import { reconcile } from '../../services/reconciliation/reconcile.js';
import { referenceProblems, structureProblems } from '../check.js';

/** Opens a database that was made of copies, and checks it as a book. */

export interface Proof {
  /** False on a schema that is not exactly this code's. */
  reconciled: boolean;
  /** Rows that break a rule or refer to nothing; the live book has them too. */
  brokenRows: number;
  /** The first of them; null without any. */
  firstBroken: Message | null;
}

/** Returns the settings for the proof of copies, without a secret: they go to another process. */
export function proofSettings(config: Config): Config {
  const database = { engine: 'embedded' as const, file: '', isDefault: false };
  return { ...config, database, sessionSecret: null, dataKey: null, logLevel: 'silent' };
}

/** Opens a context on a database of copies; all its work runs on the calling thread. */
export async function openProof(file: string, settings: Config, at: string): Promise<Context> {
  const engine = openEmbedded({ file, mustExist: true, threads: false });
  const database = { engine: 'embedded' as const, file, isDefault: false };
  return createContext({ ...settings, database }, { engine, clock: { now: () => new Date(at) } });
}

/**
 * Checks the structure, the references and the money of a database.
 * @throws DomainError `conflict` when its structure is damaged
 */
export async function proveBook(file: string, settings: Config, at: string): Promise<Proof> {
  const context = await openProof(file, settings, at);
  try {
    const [damage] = await structureProblems(context);
    if (damage) throw new DomainError('conflict', message('backup.not_sound', { problem: damage }));
    const references = await referenceProblems(context);
    const status = await migrationStatus(context.database, readMigrations(migrationsFolder));
    const isOurs = status.length > 0 && status.every(({ state }) => state === 'applied');
    const broken = isOurs ? (await reconcile(context)).checks.flatMap((check) => check.broken) : [];
    return {
      reconciled: isOurs,
      brokenRows: broken.length + references.length,
      firstBroken: broken[0]?.text ?? references[0] ?? null,
    };
  } finally {
    await context.close();
  }
}
