import type { ReadStream } from 'node:tty';
import { message, type Message } from '../../messages/message.js';
import { UsageError, type Session } from './session.js';

/** Passwords at the terminal: typed twice and never shown, or piped in as one line. */

/**
 * Asks for a new password of `username`.
 * @throws UsageError without a terminal, when the two passwords differ, or on Ctrl-C
 */
export async function askNewPassword(
  session: Session,
  username: string,
  { passwordStdin = false }: { passwordStdin?: boolean },
): Promise<string> {
  const { readSecret, readLine } = session.terminal;
  const unchanged = message('shared.nothing_changed');
  if (passwordStdin) {
    const line = await readLine?.();
    if (!line) throw new UsageError(message('commands.no_password'), unchanged);
    return line;
  }
  if (!readSecret) {
    throw new UsageError(
      message('commands.password_needs_terminal'),
      message('commands.password_needs_terminal_hint'),
    );
  }
  const ask = (question: Message) => readSecret(`${session.say(question)} `);
  const password = await ask(message('commands.new_password', { username }));
  const again = await ask(message('commands.password_again'));
  if (password !== again) throw new UsageError(message('commands.passwords_differ'), unchanged);
  return password;
}

const ENTER = /[\r\n]/;
const BACKSPACE = new Set(['\u007f', '\b']);
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_U = '\u0015';

/**
 * Reads a line without showing it.
 * @throws UsageError on Ctrl-C or Ctrl-D
 */
export function readHiddenLine(
  input: ReadStream,
  output: NodeJS.WritableStream,
  question: string,
): Promise<string> {
  output.write(question);
  input.setRawMode(true);
  input.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const end = (finish: () => void) => {
      input.off('data', read);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      finish();
    };
    const read = (chunk: string) => {
      for (const character of chunk) {
        if (ENTER.test(character)) {
          end(() => resolve(typed.join('')));
          return;
        }
        if (character === CTRL_C || character === CTRL_D) {
          end(() => reject(new UsageError(message('shared.nothing_changed'))));
          return;
        }
        if (character === CTRL_U) typed = [];
        else if (BACKSPACE.has(character)) typed.pop();
        else typed.push(character);
      }
    };
    input.on('data', read);
    input.resume();
  });
}
