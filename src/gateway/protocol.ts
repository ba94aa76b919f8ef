/**
 * Protocol of the back office and its gateway: one JSON request with statements, one JSON answer
 * with a result for each. Both sides import this file; it knows neither Node nor Workers.
 */

/** Both sides compare it at start. Raise it with every change that an older peer cannot understand. */
export const INTERFACE_VERSION = 1;

export const PATHS = { version: '/version', execute: '/execute' } as const;

/** The back office sends no larger request, and the gateway reads none to its end. */
export const MAX_REQUEST_BYTES = 16_000_000;
/** The gateway refuses a larger answer: a Worker has 128 MB of memory. */
export const MAX_ANSWER_BYTES = 32_000_000;
/** Time that the gateway waits for D1, which itself ends a query after 30 s. */
export const TIME_LIMIT_MS = 30_000;

export type Value = string | number | null | Uint8Array;
/** A blob is base64 in an object, so that no text looks like one. */
export type WireValue = string | number | null | { base64: string };

export interface WireStatement {
  sql: string;
  params: WireValue[];
}

export interface ExecuteRequest {
  statements: WireStatement[];
  /**
   * `first-primary` (also when absent), `first-unconstrained`, or the bookmark of an earlier
   * answer: the reads of this request see at least what that answer saw.
   * https://developers.cloudflare.com/d1/best-practices/read-replication/
   */
  session?: string | undefined;
}

export interface WireResult {
  columns: string[];
  rows: WireValue[][];
  changes: number;
  lastRowId: number;
}

export interface ExecuteAnswer {
  results: WireResult[];
  bookmark: string | null;
}

export interface VersionAnswer {
  service: 'fire22-gateway';
  interface: number;
}

export const FAILURE_STATUS = {
  /** no token, or a wrong one */
  unauthorized: 401,
  not_found: 404,
  /** the request breaks this protocol; nothing was run */
  invalid: 400,
  /** the request or its answer is over a limit */
  too_large: 413,
  /** D1 refused a statement; nothing of the request was written. The message is D1's own. */
  refused: 422,
  /** D1 did not take the request (overloaded, starting); nothing was run */
  busy: 503,
  /** D1 was interrupted: the statements may or may not have run */
  interrupted: 504,
  /** the gateway itself is not set up */
  not_configured: 500,
} as const;
export type FailureCode = keyof typeof FAILURE_STATUS;

export interface FailureAnswer {
  error: { code: FailureCode; message: string };
}

export function toWire(value: Value): WireValue {
  return value instanceof Uint8Array ? { base64: toBase64(value) } : value;
}

export function fromWire(value: WireValue): Value {
  return typeof value === 'object' && value !== null ? fromBase64(value.base64) : value;
}

function toBase64(bytes: Uint8Array): string {
  const chunk = 0x8000;
  let text = '';
  for (let start = 0; start < bytes.length; start += chunk) {
    text += String.fromCharCode(...bytes.subarray(start, start + chunk));
  }
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Recognises a blob: base64 of whole bytes, with its padding, as `toWire` writes it. */
export function isWireBlob(value: unknown): value is { base64: string } {
  if (typeof value !== 'object' || value === null || !('base64' in value)) return false;
  const { base64 } = value;
  if (typeof base64 !== 'string' || base64.length % 4 !== 0) return false;
  return /^[A-Za-z0-9+/]*={0,2}$/.test(base64) && isDecoded(base64);
}

function isDecoded(base64: string): boolean {
  try {
    // The bits behind the last byte are zero in one spelling only.
    return base64.length === 0 || btoa(atob(base64.slice(-4))) === base64.slice(-4);
  } catch {
    return false;
  }
}
