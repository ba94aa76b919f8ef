import { useEffect, useState } from 'react';
import {
  applyTheme,
  onSystemChange,
  storedPreference,
  storePreference,
  type ThemePreference,
} from './theme-preference.js';
import { designTheme } from './theme.js';

const listeners = new Set<() => void>();

/** Chooses a theme for this browser and renders again everything that shows it. */
export function chooseTheme(preference: ThemePreference): void {
  storePreference(preference);
  chosen = preference;
  switched();
}

let chosen = storedPreference();
let current = designTheme();

function switched(): void {
  applyTheme(chosen);
  current = designTheme();
  // AdminJS renders its drawer outside of our provider and takes the theme from here.
  window.THEME = current;
  for (const listener of listeners) listener();
}

onSystemChange(switched);
window.THEME = current;

/** Returns the design system's present theme and the preference, and renders again at a switch. */
export function useTheme(): { theme: typeof current; preference: ThemePreference } {
  const [, render] = useState(0);
  useEffect(() => {
    const listener = () => render((count) => count + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return { theme: current, preference: chosen };
}
