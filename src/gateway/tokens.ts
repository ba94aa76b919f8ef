/** Bearer tokens, compared in a time that does not depend on the characters. */

/** Length below which a secret counts as a mistake in the set-up. */
export const MIN_TOKEN_LENGTH = 32;

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
