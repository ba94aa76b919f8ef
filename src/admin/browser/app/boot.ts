/**
 * The script that runs first on every page. It sets the theme before the first paint, and the globals
 * that AdminJS's bundles expect. The server puts the state into the page as data, not as a script.
 */
import { applyTheme, storedPreference } from '../theme/theme-preference.js';

applyTheme(storedPreference());

const state = document.getElementById('state');
if (state?.textContent) {
  window.REDUX_STATE = JSON.parse(state.textContent) as unknown;
  window.THEME = {};
  window.AdminJS = {};
  const nonce = (document.currentScript as HTMLScriptElement | null)?.nonce;
  if (nonce) window.__webpack_nonce__ = nonce;
}
