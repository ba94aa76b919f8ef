import type { Say } from '../request/language.js';

/** Names a browser and its system from the User-Agent header: `Firefox on Windows`. */
export function deviceName(userAgent: string | null, say: Say): string {
  const find = (names: readonly [RegExp, string][]) =>
    names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const browser = find([
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = find([
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ]);
  if (browser === undefined) return say('pages.unknown_browser');
  return system === undefined ? browser : say('pages.browser_on_system', { browser, system });
}
