/** Which theme a person wants: light, dark, or what the system says. Remembered by the browser. */

export type ThemePreference = 'system' | 'light' | 'dark';
export type ThemeName = 'light' | 'dark';

export const themePreferences: readonly ThemePreference[] = ['system', 'light', 'dark'];
const KEY = 'theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

export function storedPreference(): ThemePreference {
  try {
    const stored = localStorage.getItem(KEY);
    return themePreferences.find((preference) => preference === stored) ?? 'system';
  } catch {
    return 'system'; // storage is blocked: follow the system
  }
}

export function storePreference(preference: ThemePreference): void {
  try {
    localStorage.setItem(KEY, preference);
  } catch {
    // it holds until the page is left
  }
}

/** Switches the page's colours and answers the theme that now holds. */
export function applyTheme(preference: ThemePreference): ThemeName {
  const name = preference === 'system' ? (dark.matches ? 'dark' : 'light') : preference;
  document.documentElement.dataset['theme'] = name;
  return name;
}

/** Calls back when the system changes; answers how to stop. */
export function onSystemChange(callback: () => void): () => void {
  dark.addEventListener('change', callback);
  return () => dark.removeEventListener('change', callback);
}
