import fs from 'node:fs';
import { parseEnv } from 'node:util';
import { ProblemsError } from './errors.js';
import { message, verbatim, type Message, type PlainKey } from './messages/message.js';

/**
 * Reads a file of environment variables. Node's `parseEnv` reads the values, but silently skips a
 * line that it does not understand, and lines after it: here each line is checked first.
 * https://nodejs.org/docs/latest-v20.x/api/util.html#utilparseenvcontent
 */

export type EnvValues = ReadonlyMap<string, string>;

/**
 * Reads the variables that a file sets; null when the file does not exist.
 * @throws ProblemsError when the file cannot be read, or with the number of every wrong line; the
 * line itself is not shown, because it may hold a secret
 */
export function readEnvFile(file: string): EnvValues | null {
  const text = readUtf8File(file);
  if (text === null) return null;
  const { values, problems } = parseEnvText(text);
  if (problems.length > 0) throw new ProblemsError(message('setup.file_wrong', { file }), problems);
  return values;
}

const reasons: Record<string, PlainKey | undefined> = {
  EACCES: 'setup.file_forbidden',
  EISDIR: 'setup.file_is_folder',
};

function readUtf8File(file: string): string | null {
  let bytes: Buffer;
  try {
    bytes = fs.readFileSync(file);
  } catch (error) {
    const { code = '', message: systemText } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    const reason = reasons[code];
    throw unreadable(file, reason === undefined ? verbatim(systemText) : message(reason));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(file, message('setup.file_not_utf8'));
  }
}

function unreadable(file: string, problem: Message): ProblemsError {
  return new ProblemsError(message('setup.file_unreadable', { file }), [problem]);
}

/** Reads the variables that a text sets, and names the problem of each wrong line by its number. */
export function parseEnvText(text: string): { values: EnvValues; problems: Message[] } {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const values = new Map<string, string>();
  const problems: Message[] = [];
  let index = 0;
  while (index < lines.length) {
    const found = readEntry(lines.slice(index));
    if ('problem' in found) {
      problems.push(message('setup.line', { line: index + 1, problem: found.problem }));
    }
    if ('name' in found) values.set(found.name, parseEntryValue(found));
    index += 'name' in found ? found.value.split('\n').length : 1;
  }
  return { values, problems };
}

interface Entry {
  name: string;
  /** Text in the file, with its quotes, or with a comment behind it. */
  value: string;
}

type Found = Entry | { problem: Message } | { nothing: true };

/** Reads the entry that begins on the first line; a quoted value continues on the next ones. */
function readEntry(lines: readonly string[]): Found {
  const [line = '', ...later] = lines;
  if (/^\s*(#|$)/.test(line)) return { nothing: true };
  const [, name, value] = /^\s*(?:export\s+)?([a-z_]\w*)\s*=\s*?(.*)$/i.exec(line) ?? [];
  if (name === undefined || value === undefined) {
    return {
      problem: line.includes('=') ? message('setup.line_name') : message('setup.line_assignment'),
    };
  }
  const quote = /^\s*(["'`])/.exec(value)?.[1];
  if (quote !== undefined) return readQuoted(name, quote, [value, ...later].join('\n').trimStart());
  return /^[^#]*(?<!\s)#/.test(value) ? { problem: message('setup.line_hash') } : { name, value };
}

function readQuoted(name: string, quote: string, text: string): Found {
  const end = text.indexOf(quote, 1);
  if (end === -1) return { problem: message('setup.line_quote_open', { quote }) };
  const [behind = ''] = text.slice(end + 1).split('\n', 1);
  return /^\s*(#|$)/.test(behind)
    ? { name, value: text.slice(0, end + 1) }
    : { problem: message('setup.line_quote_tail', { quote }) };
}

function parseEntryValue({ name, value }: Entry): string {
  return parseEnv(`${name}=${value.trim()}`)[name] ?? '';
}
