/**
 * The components by name, as the server refers to them. Plain data: no React comes with it.
 */

/** Named by a property, an action or a page. */
export const componentNames = {
  /** a property's value in lists and on record pages, by `property.custom.kind` */
  ValueCell: 'ValueCell',
  /** the input of an amount, typed as people type it; forms use it unasked for kind `money` */
  MoneyInput: 'MoneyInput',
  /** an action with a preview and a confirmation, on one record or many */
  ConfirmAction: 'ConfirmAction',
  /** the first page, from the dashboard handler's tiles */
  Dashboard: 'Dashboard',
  /** a customer's ledger with its running balance */
  Statement: 'Statement',
  /** a row's numbers, each leading to what is behind it */
  Tiles: 'Tiles',
  /** the page that checks the invariants of the book */
  Reconciliation: 'Reconciliation',
  /** what to do with many rows: leads to a bulk run */
  BulkAction: 'BulkAction',
  /** a bulk run: preview, progress, result, undo */
  BulkRun: 'BulkRun',
  /** agents, customers and seven days */
  Weekly: 'Weekly',
  /** what a list shows as a file */
  Export: 'Export',
  /** new rows from a file */
  Import: 'Import',
  /** a number's formula, parts and rows */
  Explain: 'Explain',
} as const;

/** In the place of AdminJS's own components, everywhere; the server never names them. */
export const replacedComponents = [
  'Application',
  'TopBar',
  'SidebarBranding',
  'SidebarResourceSection',
  'SidebarPages',
  'SidebarFooter',
  'Version',
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
