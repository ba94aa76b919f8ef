/**
 * The script that runs first on every page. It sets the theme before the first paint, and the globals
 * that AdminJS's bundles expect. The server puts the state into the page as data, not as a script.
 */
import { toStore } from '../requests/tables.js';
import { applyTheme, storedPreference } from '../theme/theme-preference.js';

applyTheme(storedPreference());

const state = document.getElementById('state');
if (state?.textContent) {
  window.REDUX_STATE = toStore(JSON.parse(state.textContent) as Parameters<typeof toStore>[0]);
  window.THEME = {};
  window.AdminJS = {};
  const nonce = (document.currentScript as HTMLScriptElement | null)?.nonce;
  if (nonce) window.__webpack_nonce__ = nonce;
}
