import { placesOf } from './phrasebook.js';

/** Paths of translated texts in answers; everything at other paths is data and stays. */

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
