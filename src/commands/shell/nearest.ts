/** Names that somebody may have meant who typed another one. */

const MOST_EDITS = 3;
const LEAST_SIMILARITY = 0.4;

/** Returns the names with the fewest edits from a typed one; none of those that are far from it. */
export function nearestTo(typed: string, names: readonly string[]): string[] {
  const measured = [...new Set(names)].map((name) => ({ name, edits: editsBetween(typed, name) }));
  const near = measured.filter(({ name, edits }) => {
    const length = Math.max(typed.length, name.length);
    return edits <= MOST_EDITS && (length - edits) / length > LEAST_SIMILARITY;
  });
  const fewest = Math.min(...near.map(({ edits }) => edits));
  return near
    .filter(({ edits }) => edits === fewest)
    .map(({ name }) => name)
    .sort();
}

/**
 * Counts the characters to insert, delete or replace, and neighbours to swap, between two words.
 * https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance (optimal string alignment)
 */
function editsBetween(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
