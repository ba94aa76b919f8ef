import { message } from '../../messages/message.js';
import { toPlain } from '../values/exact-value.js';
import type { Codec } from './codec.js';

/** Codec of binary data, of which a panel shows the size. */
export const binaryCodec: Codec = {
  present: (_column, stored) => toPlain(stored) as string | number,
  write: () => ({ problem: message('tables.binary_field') }),
  compare: () => ({ problem: message('tables.binary_field') }),
};
