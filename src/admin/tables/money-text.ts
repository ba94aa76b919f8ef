/** Amounts as the pages of money show them. */

export function formatCurrency(cents: number, currency: string): string {
  return (cents / 100).toLocaleString('en-US', { style: 'currency', currency });
}

/** With its sign: `+$190.91`. */
export function formatSignedCurrency(cents: number, currency: string): string {
  return `${cents > 0 ? '+' : ''}${formatCurrency(cents, currency)}`;
}
