/** The page that says how each column of a table was read, and its choices. */
export const readings = {
  // kinds
  'readings.kind_text': 'Text',
  'readings.kind_long_text': 'Text of several lines',
  'readings.kind_money': 'Amount',
  'readings.kind_number': 'Number',
  'readings.kind_integer': 'Whole number',
  'readings.kind_percent': 'Percentage',
  'readings.kind_date': 'Date',
  'readings.kind_datetime': 'Date and time',
  'readings.kind_time': 'Time of day',
  'readings.kind_enum': 'One of several values',
  'readings.kind_boolean': 'Yes or no',
  'readings.kind_json': 'JSON',
  'readings.kind_blob': 'Binary data',
  'readings.kind_reference': 'Reference',
  // reasons
  'readings.secret': 'secret: the panels never read it',
  'readings.reference': 'its foreign key refers to {table}',
  'readings.resource_file': 'resource file',
  'readings.schema_module': 'schema module',
  'readings.chosen': 'chosen by {login} on {day}',
  'readings.lapsed':
    '{login} chose “{kind:message}”, which its changed declaration cannot have: its values decide',
  'readings.declared': 'declared {type}',
  'readings.no_type': 'declared without a type',
  'readings.default': 'its default is {expression}',
  'readings.check_enum': 'its CHECK lists the values',
  'readings.check_json': 'its CHECK requires JSON',
  'readings.check_boolean': 'its CHECK allows 0 and 1 only',
  'readings.values': 'by {count#sampled_value}',
  'readings.values_date': 'by {count#sampled_value}, every one a day',
  'readings.values_datetime': 'by {count#sampled_value}, every one a time',
  'readings.values_number': 'by {count#sampled_value}, every one a number',
  'readings.values_blob': 'by {count#sampled_value}, every one binary',
  'readings.values_text': 'by {count#sampled_value}, every one short and on one line',
  'readings.values_long_text': 'by {count#sampled_value}: some are long or have several lines',
  'readings.mostly_date': 'declared {type}, but by {count#sampled_value} a day',
  'readings.mostly_datetime': 'declared {type}, but by {count#sampled_value} a time',
  'readings.name_alone': 'its name suggests it, and no value says otherwise',
  'readings.name_and_values': 'its name suggests it, and {count#sampled_value} agree',
  // formats
  'readings.flags': 'no is {no}, yes is {yes}',
  'readings.notation': 'written as {example}',
  'readings.places': '{places#decimal_place}',
  'readings.longest': 'at most {longest#character}',
  'readings.ungrouped': 'without thousands separators',
  'readings.has_empty_text': 'the empty text is a value',
  'readings.stored_as': 'new values are stored as {storage}',
  // samples
  'readings.binary': '(binary)',
  'readings.not_sampled': 'The rows of this table cannot be read now; its list says why.',
  'readings.described':
    'The schema module or a resource file describes this table: change its kinds there.',
  'readings.undecided':
    'Of a view and of the inner tables of a search, the declaration alone decides.',
  // a change, before it is confirmed
  'readings.plan': '{column}: “{from:message}” becomes “{to:message}”.',
  'readings.plan_same': '{column} stays “{to:message}”.',
  'readings.plan_drop': 'The choice of the administrator ends: the values decide.',
  'readings.plan_forget': 'The choice for {column} is forgotten.',
  'readings.misfits':
    '{misfits:number} of {all#sampled_value} do not fit: the panels show them as they are stored.',
  'readings.plan_stays':
    'No stored value changes. Lists, forms, filters and files of every login change at once.',
  'readings.done': '{column} is decided, and the panels are built again.',
  'readings.at_next_start':
    'the decision on {column} is stored, but the panels could not be built again: it takes effect at the next start; the log says why',
  // refusals
  'readings.no_table': 'the panels have no such table',
  'readings.table_gone': 'the database has no table {table}',
  'readings.column_gone': 'the table has no column {column}, or it is secret',
  'readings.decided': 'the kind of {column} is decided by the schema or a resource file',
  'readings.impossible': '{column} cannot have this kind',
  'readings.impossible_hint': 'choose one of the kinds in its list',
  'readings.outdated_form':
    'nothing was written: an administrator changed how this table is read since the form was opened',
  'readings.changed': 'somebody else has decided on {column} meanwhile',
  // choices without effect
  'readings.obstacle_table_gone':
    '{login} chose “{kind:message}” for {column} of {table} on {day}, but the panels have no such table. Forget the choice, or bring the table back.',
  'readings.obstacle_column_gone':
    '{login} chose “{kind:message}” for {column} of {table} on {day}, but the table has no such column, or it is secret. Forget the choice, or bring the column back.',
  'readings.obstacle_declared':
    '{login} chose “{kind:message}” for {column} of {table} on {day}, but a resource file describes the table now, or it is a view. Forget the choice.',
  'readings.obstacle_reference':
    '{login} chose “{kind:message}” for {column} of {table} on {day}, but a foreign key decides it now. Forget the choice.',
  'readings.obstacle_lapsed':
    '{login} chose “{kind:message}” for {column} of {table}, but its declaration has changed and cannot have this kind. Choose another, or have its values read again.',
  // at the command line
  'readings.command_help': 'list how the columns of undeclared tables are read, and why',
  'readings.column_table': 'table',
  'readings.column_column': 'column',
  'readings.column_kind': 'kind',
  'readings.column_reason': 'reason',
  'readings.column_sampled': 'sampled',
  'readings.column_chosen_by': 'chosen by',
} as const;
