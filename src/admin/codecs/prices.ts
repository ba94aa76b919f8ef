import { oddsOfPrice, parseOdds, priceOf } from '../../domain/odds.js';
import { DomainError } from '../../errors.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { toPlain } from '../values/exact-value.js';
import type { Codec, Parsed, Presented } from './codec.js';

/** Codec of odds that are stored as a price, and shown and typed in the notation of the book. */

export const priceCodec: Codec = {
  present: presentOdds,
  write: (column, text) => parsePrice(column, text),
  compare: (column, text) => parsePrice(column, text),
};

function presentOdds(column: PanelColumn, stored: string | number | bigint): Presented {
  const price = Number(stored);
  if (column.priceFormat === null || typeof stored === 'string' || !(price > 1)) {
    return toPlain(stored) as string | number;
  }
  return oddsOfPrice(price, column.priceFormat);
}

function parsePrice({ priceFormat }: PanelColumn, text: string): Parsed {
  const format = priceFormat ?? 'decimal';
  try {
    return { value: priceOf(parseOdds(text, format), format) };
  } catch (error) {
    if (error instanceof DomainError) return { problem: error.whole };
    throw error;
  }
}
