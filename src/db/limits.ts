import { DomainError } from '../errors.js';
import type { Statement } from './types.js';

/**
 * What D1 accepts, checked before a statement is sent, on both engines alike (the embedded engine
 * enforces it in tests and development, so that nothing passes on one engine only).
 * https://developers.cloudflare.com/d1/platform/limits/
 */
export const LIMITS = {
  parameters: 100,
  statementBytes: 100_000,
  valueBytes: 2_000_000,
  likePatternBytes: 50,
} as const;

const FORBIDDEN = /^\s*(BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE|ATTACH|DETACH|VACUUM)\b/i;

/** @throws DomainError naming the limit that the statement passes */
export function checkLimits({ sql, params }: Statement): void {
  const refuse = (what: string) => {
    throw new DomainError('invalid', `the statement was not sent: ${what}`);
  };
  if (params.length > LIMITS.parameters) {
    refuse(`${params.length} parameters, the limit is ${LIMITS.parameters}`);
  }
  if (sql.length > LIMITS.statementBytes || byteLength(sql) > LIMITS.statementBytes) {
    refuse(`longer than ${LIMITS.statementBytes} bytes`);
  }
  if (FORBIDDEN.test(sql)) refuse('transaction and file statements are not available on D1');
  for (const value of params) {
    const bytes =
      typeof value === 'string'
        ? byteLength(value)
        : value instanceof Uint8Array
          ? value.length
          : 0;
    if (bytes > LIMITS.valueBytes) refuse(`a value of more than ${LIMITS.valueBytes} bytes`);
  }
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
