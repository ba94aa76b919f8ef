import type { commands as english } from '../en/commands.js';
import { translation } from '../translation.js';

export const commands = translation<typeof english>()({});
