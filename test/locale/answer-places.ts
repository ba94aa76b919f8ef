/** Finds the texts of ours in the answers of the panels, by their paths; everything else is data. */

/** Paths of texts in a piece of data: keys, and `*` for each of a list or of an object. */
export interface Places {
  [key: string]: Places | true;
}

/** @param paths such as `sections.*.title` */
export function placesOf(paths: readonly string[]): Places {
  const places: Places = {};
  for (const path of paths) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = places;
    for (const key of keys) at = at[key] === undefined ? (at[key] = {}) : (at[key] as Places);
    at[last] = true;
  }
  return places;
}

/** Returns every text at those places, in order. */
export function textsAt(data: unknown, places: Places | true): string[] {
  if (places === true) return typeof data === 'string' ? [data] : [];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const below = places['*'] ?? places[key];
    return below === undefined ? [] : textsAt(value, below);
  });
}

/** Texts of an action on its page. */
export const actionTexts = [
  ...['verb', 'title', 'description'],
  ...['fields.*.label', 'fields.*.hint', 'fields.*.options.*.label'],
].map((path) => `custom.${path}`);

/** Texts of ours in the answers to the browser, by the contracts of src/admin/contract. */
export const answerTexts = placesOf([
  // of every action
  ...['message', 'error', 'problem', 'note', 'notice.message', 'fieldErrors.*', 'refused.*.reason'],
  ...['record.errors.*.message', 'record.baseError.message'],
  ...['record', 'records.*'].flatMap((record) =>
    actionTexts.flatMap((path) => [
      `${record}.recordActions.*.${path}`,
      `${record}.bulkActions.*.${path}`,
    ]),
  ),
  // operations, one by one and many
  ...['preview.lines.*.label', 'preview.lines.*.text', 'preview.total', 'preview.warnings.*'],
  ...['preview.refused.*.reason', 'subject.chosen'],
  ...['view.title', 'view.verb', 'view.noun.*', 'view.chosen', 'view.rows.*.text'],
  ...['view.refusals.*.kind', 'view.refusals.*.examples.*.text', 'view.refusedRows.*.text'],
  // dashboards and the search box
  ...['title', 'subtitle', 'sections.*.title', 'rows.*.kind'],
  ...['label', 'note', 'value'].map((key) => `sections.*.tiles.*.${key}`),
  ...['label', 'note', 'value'].map((key) => `view.tiles.*.${key}`),
  ...['columns.*.label', 'empty', 'more.label'].map((key) => `sections.*.table.${key}`),
  ...['title', 'note', 'series.*.label', 'weeks.*.label'].map((key) => `charts.*.${key}`),
  // figures, statements, reconciliation
  ...['figures.*.label', 'week.title', 'sheets.*.commission.formula', 'view.lines.*.what'],
  ...[
    'title',
    'subject',
    'formula',
    'baseLabel',
    'parts.*.label',
    'rows.*.label',
    'rows.*.note',
  ].map((key) => `answer.${key}`),
  ...['step', 'report.checks.*.title', 'report.checks.*.broken.*.text'],
  // files
  ...['columns.*.label', 'checked.lines.*.problem', 'imported.lines.*.problem'],
]);
