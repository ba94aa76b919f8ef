import { spawn } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../paths.js';
import { resultOf } from './replies.js';

/** Runs work that takes a processor for seconds in a process of its own. */

/** Lets the server have the processor first: a copy may take longer, a user's request may not. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, which its exit says, or the system does not allow it.
  }
}

/**
 * Runs a script that takes one order (`answerOrder`), and returns its result. The process ends with
 * this one.
 * @param script of the built program; the source's is run where this file is one
 * @throws what the work threw, and Error when the process ended before its reply
 */
export async function runProcess(
  script: URL,
  order: object,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  return resultOf(await answerOf(script, order, signal));
}

function answerOf({ href }: URL, order: object, signal: AbortSignal | undefined): Promise<string> {
  const isSource = import.meta.url.endsWith('.ts');
  const script = fileURLToPath(isSource ? href.replace(/\.js$/, '.ts') : href);
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
      reject(new Error(`the process ended by ${end}: ${complaint}`));
    });
  });
}
