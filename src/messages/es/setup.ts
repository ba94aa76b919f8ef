import type { setup as english } from '../en/setup.js';
import { translation } from '../translation.js';

export const setup = translation<typeof english>()({});
