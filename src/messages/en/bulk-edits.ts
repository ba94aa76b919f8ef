/** Edits of fields in many rows: titles, choices, previews, refusals. */
export const bulkEdits = {
  // titles and buttons
  'bulk_edits.action': 'Edit fields',
  'bulk_edits.title': 'Edit fields of {table:title}',
  'bulk_edits.verb': 'Change',
  'bulk_edits.undo_verb': 'Undo',
  'bulk_edits.row': 'row',
  'bulk_edits.rows': 'rows',
  // the choice of the rows
  'bulk_edits.all_rows': 'rows of {table:title}, without a filter',
  'bulk_edits.rows_where': 'rows of {table:title} where {conditions:every}',
  'bulk_edits.every': '{conditions:every}',
  // refusals of a form
  'bulk_edits.nothing_ticked': 'tick at least one field to change',
  'bulk_edits.too_many_columns': 'at most {most#column} can be changed at once',
  'bulk_edits.not_open': 'one of these fields cannot be changed in many rows',
  'bulk_edits.unique_in_scope': 'change this column one row at a time',
  'bulk_edits.unique':
    'is unique: only one of {rows#row} could get this value; choose one row, or edit each on its own page',
  'bulk_edits.sent_twice': 'this form was sent again while its rows were being read',
  'bulk_edits.no_tables': 'the tables are still being read; try again in a moment',
  // refusals of a run
  'bulk_edits.table_gone':
    'the table {table:title} is no longer there, or no longer open to this login',
  'bulk_edits.column_closed':
    '{column:title} is no longer there, or can no longer be changed in many rows',
  'bulk_edits.read_otherwise':
    'the columns of {table:title} are read otherwise since the rows were chosen; choose them again',
  'bulk_edits.login_lost': 'its login may no longer use the product',
  // refusals of a row
  'bulk_edits.row_gone': 'the row is no longer there, or no longer one of yours',
  'bulk_edits.changed_meanwhile': 'somebody changed the row meanwhile: {values:every}',
  'bulk_edits.value_now': '{column:title} is {value:message} now',
  'bulk_edits.other_row': '{column:title} is another row now',
  'bulk_edits.too_long':
    'its values are too long to be changed in bulk; edit the row on its own page',
  'bulk_edits.binary':
    'holds a value that an undo could not give back; edit the row on its own page',
  'bulk_edits.not_written':
    'the database did not write these values: one of its triggers ignores or alters them',
  // reasons why a column is never edited in bulk
  'bulk_edits.keeps_history': 'its table is the history of the book',
  'bulk_edits.one_by_one': 'a service writes each of its rows',
  'bulk_edits.key': 'it identifies the row',
  'bulk_edits.file': 'it holds files',
  'bulk_edits.secret': 'it is secret',
  'bulk_edits.asks_step_up': 'a change of it asks for password and code, row by row',
  'bulk_edits.personal': 'it is personal or encrypted',
  'bulk_edits.stamp': 'the panels write it on each change',
  'bulk_edits.unreadable': 'the database cannot read or compare it',
  'bulk_edits.not_edited': 'the role’s form does not have it',
  'bulk_edits.no_list': 'rows are chosen in the list, which this role does not have',
} as const;
