/**
 * The components by name, as the server refers to them. Names that AdminJS knows itself replace
 * its own component everywhere; the others are named by a property, an action or a page.
 */
export const componentNames = {
  /** a property's value in lists and on record pages, by `property.custom.kind` */
  ValueCell: 'ValueCell',
  /** an amount typed as people type them */
  MoneyInput: 'MoneyInput',
  /** an action with a preview and a confirmation, on one record or many */
  ConfirmAction: 'ConfirmAction',
  /** the first page, from the dashboard handler's tiles */
  Dashboard: 'Dashboard',
  /** theme switch and skip link around everything */
  Application: 'Application',
  TopBar: 'TopBar',
  SidebarBranding: 'SidebarBranding',
  SidebarFooter: 'SidebarFooter',
  Version: 'Version',
  /** posts changed fields with the values they had when the form was opened */
  DefaultEditAction: 'DefaultEditAction',
  DefaultNewAction: 'DefaultNewAction',
} as const;

export type ComponentName = keyof typeof componentNames;
