import type { Request } from 'express';
import { isUtf8 } from 'node:buffer';
import { toLineFeeds } from '../../domain/text.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { RequestError } from '../errors/request-error.js';
import { isReservedName, nameProblem } from './request-shape.js';

/**
 * Reads bodies of forms: within a limit that holds before any parsing, in valid UTF-8, one value for
 * each name, files only where a route has them.
 */

export const BODY_BYTES = { form: 16_000, panel: 1_000_000 } as const;

const DEEPEST_JSON = 5;
const MOST_FIELDS = 2_000;

/**
 * Reads the body's fields: those of a form as texts, those of JSON with their types.
 * @throws RequestError (413, 415), DomainError `invalid`
 */
export async function readBody(request: Request, limit: number): Promise<Record<string, unknown>> {
  const type = contentTypeOf(request);
  const bytes = await readBytes(request, limit);
  if (bytes.length === 0) return {};
  if (!isUtf8(bytes)) throw new DomainError('invalid', message('requests.not_utf8'));
  switch (type) {
    case 'application/json':
      return readJson(bytes.toString('utf8'));
    case 'application/x-www-form-urlencoded':
      return fieldsOf(new URLSearchParams(bytes.toString('utf8')));
    case 'multipart/form-data':
      return readForm(bytes, request.get('content-type') ?? '');
    default:
      throw wrongType();
  }
}

/**
 * Reads the fields of one of our own forms, as texts.
 * @throws as `readBody`
 */
export async function readFields(request: Request): Promise<Record<string, string>> {
  const body = await readBody(request, BODY_BYTES.form);
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (typeof value !== 'string') {
        throw new DomainError('invalid', message('requests.field_not_text', { name }));
      }
      return [name, value];
    }),
  );
}

/** Makes the value of a form's field out of a file. */
type ToFile = (name: string, type: string, bytes: Uint8Array) => unknown;

/**
 * Reads a form with files.
 * @param limit bytes of the files together
 * @throws RequestError 413, DomainError `invalid`
 */
export async function readFileForm(
  request: Request,
  limit: number,
  toFile: ToFile,
): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request, limit + BODY_BYTES.panel);
  return readForm(bytes, request.get('content-type') ?? '', toFile);
}

/** @throws RequestError 415 for another content type */
export function requireType(request: Request, ...types: readonly string[]): void {
  if (!types.includes(contentTypeOf(request))) throw wrongType();
}

/**
 * Reads the body within the limit. Writes a body of known length into one buffer as it arrives: a
 * list of chunks, joined at the end, would hold a large file twice.
 * @throws (as a rejection) RequestError
 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const announced = Number(request.get('content-length') ?? 0);
  if (announced > limit) throw tooLarge(limit);
  if (![undefined, 'identity'].includes(request.get('content-encoding'))) {
    throw wrongType();
  }
  return new Promise((resolve, reject) => {
    const whole = Buffer.allocUnsafe(announced);
    const chunks: Buffer[] = [];
    let length = 0;
    const read = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= announced) {
        chunk.copy(whole, length - chunk.length);
        return;
      }
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      // Drops the rest unread, so that the answer still reaches the client.
      request.off('data', read);
      request.resume();
      reject(tooLarge(limit));
    };
    request.on('data', read);
    request.once('end', () => resolve(announced > 0 ? whole : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('aborted', () =>
      reject(new DomainError('invalid', message('requests.broken_off'))),
    );
  });
}

function readJson(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new DomainError('invalid', message('requests.not_json'));
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new DomainError('invalid', message('requests.not_json_object'));
  }
  if (Object.keys(parsed).length > MOST_FIELDS) throw tooManyFields();
  checkJson(parsed, 1);
  return parsed as Record<string, unknown>;
}

function checkJson(value: unknown, depth: number): void {
  if (typeof value === 'string' && value.includes('\0')) throw nullCharacter();
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST_JSON) throw new DomainError('invalid', message('requests.nested_too_deep'));
  for (const [name, part] of Object.entries(value)) {
    if (name.split('.').some(isReservedName) || name.includes('\0')) {
      throw new DomainError('invalid', message('requests.field_name'));
    }
    checkJson(part, depth + 1);
  }
}

async function readForm(
  bytes: Buffer,
  type: string,
  toFile?: ToFile,
): Promise<Record<string, unknown>> {
  let form: FormData;
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- undici warns servers that it holds the whole body in memory: this one is there already, within its limit
    form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new DomainError('invalid', message('requests.form_unreadable'));
  }
  const fields = new Map<string, unknown>();
  for (const [name, value] of form) {
    const isText = typeof value === 'string';
    if (!isText && !toFile) throw new DomainError('invalid', message('requests.no_files'));
    // A body with files is not all text, so that each text is looked up in it.
    const isMended = toFile && isText && value.includes('\uFFFD') && !bytes.includes(value);
    if (isMended === true) throw new DomainError('invalid', message('requests.not_utf8'));
    addField(fields, name, isText ? toLineFeeds(value) : await readFile(value, toFile));
  }
  return Object.fromEntries(fields);
}

/** Reads the fields of a form without files. */
function fieldsOf(form: Iterable<[string, string]>): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of form) addField(fields, name, toLineFeeds(value));
  return Object.fromEntries(fields);
}

function addField(fields: Map<string, unknown>, name: string, value: unknown): void {
  if (name.includes('\0') || (typeof value === 'string' && value.includes('\0'))) {
    throw nullCharacter();
  }
  const problem = nameProblem(name);
  if (problem !== null) throw new DomainError('invalid', problem);
  if (fields.has(name)) {
    throw new DomainError('invalid', message('requests.field_twice', { name: name.slice(0, 40) }));
  }
  fields.set(name, value);
  if (fields.size > MOST_FIELDS) throw tooManyFields();
}

async function readFile(
  file: Pick<File, 'name' | 'type' | 'arrayBuffer'>,
  toFile: ToFile | undefined,
): Promise<unknown> {
  return toFile?.(file.name, file.type, new Uint8Array(await file.arrayBuffer()));
}

function tooManyFields(): DomainError {
  return new DomainError('invalid', message('requests.too_many_fields'));
}

function nullCharacter(): DomainError {
  return new DomainError('invalid', message('requests.null_characters'));
}

function contentTypeOf(request: Request): string {
  const [type = ''] = (request.get('content-type') ?? '').toLowerCase().split(';', 1);
  return type.trim();
}

function tooLarge(limit: number): RequestError {
  return new RequestError(413, message('requests.too_large', { limit: Math.floor(limit / 1000) }));
}

function wrongType(): RequestError {
  return new RequestError(415, message('requests.content_type'));
}
