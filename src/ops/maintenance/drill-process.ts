import { spawn } from 'node:child_process';
import path from 'node:path';
import { childEnvironment } from '../../config.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { projectRoot } from '../../paths.js';
import { readDrillFailure, readDrillReport } from '../restore/drill-report.js';

/** Runs `restore --drill` as a command of its own, which reads the settings of this process. */

export type Drill = (folder: string, signal?: AbortSignal) => Promise<void>;

/**
 * Rehearses a restore; the folder keeps the report.
 * @throws DomainError with the failure that the drill has kept
 */
export async function drillInProcess(folder: string, signal?: AbortSignal): Promise<void> {
  const before = readDrillReport(folder)?.drilledAt;
  const isSource = import.meta.url.endsWith('.ts');
  const program = isSource ? ['--import', 'tsx', 'src/cli.ts'] : ['dist/src/cli.js'];
  const args = ['restore', '--drill', '--folder', path.resolve(folder)];
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: projectRoot,
    env: childEnvironment({}),
    stdio: 'ignore',
    ...(signal && { signal, killSignal: 'SIGTERM' as const }),
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const failure = readDrillFailure(folder);
  if (failure) throw new DomainError('conflict', failure.problem);
  const report = readDrillReport(folder);
  // A report of before: the command ended without one.
  if (!report || report.drilledAt === before) {
    throw new DomainError('conflict', message('maintenance.failed'));
  }
}
