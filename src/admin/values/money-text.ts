/** Formats amounts for the panels. */

/** Formats cents in the book's currency: `$190.91`. */
export function formatCurrency(cents: number, currency: string): string {
  return (cents / 100).toLocaleString('en-US', { style: 'currency', currency });
}

/** Formats cents with their sign: `+$190.91`. */
export function formatSignedCurrency(cents: number, currency: string): string {
  return `${cents > 0 ? '+' : ''}${formatCurrency(cents, currency)}`;
}
