/** The components by the names that the server uses. Plain data, so that it imports no React. */

/** Components that a property, an action or a page names. */
export const componentNames = {
  /** a property's value in lists and on record pages, by `property.custom.kind` */
  ValueCell: 'ValueCell',
  /** the input of an amount as users type it; forms take it for kind `money` by themselves */
  MoneyInput: 'MoneyInput',
  /** an action with a preview and a confirmation, on one record or many */
  ConfirmAction: 'ConfirmAction',
  /** the form of a record, for an action that opens it with other values */
  RecordForm: 'RecordForm',
  /** the first page, from the dashboard handler's tiles */
  Dashboard: 'Dashboard',
  /** a customer's ledger with its running balance */
  Statement: 'Statement',
  /** a row's figures, each leading to the rows behind it */
  Tiles: 'Tiles',
  /** the page that checks the invariants of the book */
  Reconciliation: 'Reconciliation',
  /** the page of copies, their proofs and the care of the database */
  Maintenance: 'Maintenance',
  /** an action on many rows: leads to a bulk run */
  BulkAction: 'BulkAction',
  /** one form for the fields of many rows */
  BulkEdit: 'BulkEdit',
  /** a bulk run: preview, progress, result, undo */
  BulkRun: 'BulkRun',
  /** the weekly figures: agents, customers and seven days */
  Weekly: 'Weekly',
  /** a list as a file */
  Export: 'Export',
  /** new rows from a file */
  Import: 'Import',
  /** a number's formula, parts and rows */
  Explain: 'Explain',
  /** the page that says why a login may do something, or not */
  Access: 'Access',
  /** the page that says how each column of a table was read */
  Readings: 'Readings',
} as const;

/** Components that replace AdminJS's own everywhere; the server never names them. */
export const replacedComponents = [
  'Application',
  'TopBar',
  'SidebarBranding',
  'SidebarResourceSection',
  'SidebarPages',
  'SidebarFooter',
  'Version',
  'ResourceRoute',
  'ResourceActionRoute',
  'RecordActionRoute',
  'BulkActionRoute',
  'NoticeBox',
  'ActionHeader',
  'FilterDrawer',
  'DefaultListAction',
  'DefaultShowAction',
  'DefaultEditAction',
  'DefaultNewAction',
  'DefaultEditProperty',
  'DefaultBooleanEditProperty',
  'DefaultDatetimeEditProperty',
  'DefaultPasswordEditProperty',
  'DefaultReferenceEditProperty',
  'DefaultTextareaEditProperty',
] as const;

export type ComponentName = keyof typeof componentNames | (typeof replacedComponents)[number];
