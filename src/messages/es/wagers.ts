import type { wagers as english } from '../en/wagers.js';
import { translation } from '../translation.js';

export const wagers = translation<typeof english>()({
  'wagers.paid': '{what:message}: {amount:money} pagados a {customer:person}',
});
