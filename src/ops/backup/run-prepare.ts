import { spawn } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../paths.js';
import type { Prepared, PrepareOrder } from './prepare.js';
import { resultOf } from './replies.js';

/** Runs `prepareCopy` in a process of its own. */

export type Prepare = (order: PrepareOrder, signal?: AbortSignal) => Promise<Prepared>;

/**
 * Prepares a copy in a process of its own, which ends with this one.
 * @throws what `prepareCopy` throws, and Error when the process ended before its reply
 */
export async function prepareInProcess(
  order: PrepareOrder,
  signal?: AbortSignal,
): Promise<Prepared> {
  return resultOf(await answerOf(order, signal)) as Prepared;
}

/** Lets the server have the processor first: a copy may take longer, a user's request may not. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, which its exit says, or the system does not allow it.
  }
}

function answerOf(order: PrepareOrder, signal: AbortSignal | undefined): Promise<string> {
  const isSource = import.meta.url.endsWith('.ts');
  const script = fileURLToPath(
    new URL(isSource ? './prepare-process.ts' : './prepare-process.js', import.meta.url),
  );
  const child = spawn(process.execPath, [...(isSource ? ['--import', 'tsx'] : []), script], {
    cwd: projectRoot,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(signal && { signal, killSignal: 'SIGKILL' as const }),
  });
  giveWay(child.pid);
  let answer = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  // The end of the process is the error that counts; a closed pipe only follows from it.
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(order)}\n`);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, killedBy) => {
      if (code === 0 && answer !== '') {
        resolve(answer);
        return;
      }
      const end = killedBy ?? `exit code ${code ?? 'unknown'}`;
      reject(new Error(`the process of the copy ended by ${end}: ${complaint}`));
    });
  });
}
