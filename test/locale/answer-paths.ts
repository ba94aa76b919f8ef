/** Paths of the texts of the back office in answers of the panels. Everything else there is data. */

/** Paths as a tree of keys, where `*` stands for every key of an object or entry of a list. */
export interface PathTree {
  [key: string]: PathTree | true;
}

/**
 * Makes the tree of a list of paths.
 * @param paths such as `sections.*.title`
 */
export function pathTree(paths: readonly string[]): PathTree {
  const tree: PathTree = {};
  for (const path of paths) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = tree;
    for (const key of keys) at = at[key] === undefined ? (at[key] = {}) : (at[key] as PathTree);
    at[last] = true;
  }
  return tree;
}

/** Returns every text at the paths of a tree, in order. */
export function textsAt(data: unknown, tree: PathTree | true): string[] {
  if (tree === true) return typeof data === 'string' ? [data] : [];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const below = tree['*'] ?? tree[key];
    return below === undefined ? [] : textsAt(value, below);
  });
}

/** Paths of the texts of an action, from the action itself. */
export const actionTexts = [
  ...['verb', 'title', 'description'],
  ...['fields.*.label', 'fields.*.hint', 'fields.*.options.*.label'],
].map((path) => `custom.${path}`);

/** Paths of the texts in answers to the browser, by the contracts of src/admin/contract. */
export const answerTexts = pathTree([
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
