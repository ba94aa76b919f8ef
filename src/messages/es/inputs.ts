import type { inputs as english } from '../en/inputs.js';
import { translation } from '../translation.js';

export const inputs = translation<typeof english>()({});
