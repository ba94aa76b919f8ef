import type { actions as english } from '../en/actions.js';
import { translation } from '../translation.js';

export const actions = translation<typeof english>()({});
