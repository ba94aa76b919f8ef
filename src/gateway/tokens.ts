/** Bearer tokens, compared in a time that does not depend on the characters. */

/** Length below which a secret counts as a mistake in the set-up. */
export const MIN_TOKEN_LENGTH = 32;

/**
 * Names the secret that is set and too short; null where there is none. An empty one counts as not
 * set: a gateway is deployed before it has its first token.
 */
export function shortTokenIn(tokens: Record<string, unknown>): string | null {
  const short = Object.entries(tokens).find(
    ([, token]) => typeof token === 'string' && token !== '' && token.length < MIN_TOKEN_LENGTH,
  );
  return short?.[0] ?? null;
}

/** Returns true when `given` is one of `valid`. Compares all of them, always. */
export async function isOneOf(given: string, valid: readonly string[]): Promise<boolean> {
  const digest = await sha256(given);
  let matches = 0;
  for (const token of valid) {
    matches += crypto.subtle.timingSafeEqual(digest, await sha256(token)) ? 1 : 0;
  }
  return matches > 0;
}

export function bearerToken(request: Request): string {
  return /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
}

function sha256(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
}
