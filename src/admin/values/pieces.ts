/** Cuts a list into pieces of at most `size`; an empty list into one empty piece. */
export function piecesOf<T>(list: readonly T[], size: number): T[][] {
  const count = Math.max(1, Math.ceil(list.length / size));
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size));
}
