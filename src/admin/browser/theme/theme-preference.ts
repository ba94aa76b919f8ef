/** The preferred theme: light, dark, or the system's. The browser remembers it. */

export type ThemePreference = 'system' | 'light' | 'dark';
export type ThemeName = 'light' | 'dark';

export const themePreferences: readonly ThemePreference[] = ['system', 'light', 'dark'];
const KEY = 'theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Reads the preference; the system's where there is none, or storage is blocked. */
export function storedPreference(): ThemePreference {
  try {
    const stored = localStorage.getItem(KEY);
    return themePreferences.find((preference) => preference === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Stores the preference; where storage is blocked, it lasts until the page is left. */
export function storePreference(preference: ThemePreference): void {
  try {
    localStorage.setItem(KEY, preference);
  } catch {
    // The preference lasts until the page is left.
  }
}

/** Switches the page's colours and returns the theme in force. */
export function applyTheme(preference: ThemePreference): ThemeName {
  const name = preference === 'system' ? (dark.matches ? 'dark' : 'light') : preference;
  document.documentElement.dataset['theme'] = name;
  return name;
}

/** Calls back when the system's theme changes; returns a function that stops it. */
export function onSystemChange(callback: () => void): () => void {
  dark.addEventListener('change', callback);
  return () => dark.removeEventListener('change', callback);
}
