/** The bundle of all our components. Its last line draws the page. */
import type { ComponentType } from 'react';
import type { ComponentName } from '../../contract/component-names.js';
import Access from '../access/access.js';
import BulkAction from '../bulk/action.js';
import BulkEdit from '../bulk/edit.js';
import BulkRun from '../bulk/run.js';
import Dashboard from '../figures/dashboard.js';
import Explain from '../figures/explain.js';
import Reconciliation from '../figures/reconciliation.js';
import Statement from '../figures/statement.js';
import Tiles from '../figures/tiles.js';
import Weekly from '../figures/weekly.js';
import ExportPage from '../files/export-page.js';
import ImportPage from '../files/import-page.js';
import { FilterPanel } from '../filter/panel.js';
import { RecordList } from '../list/list.js';
import Maintenance from '../maintenance/maintenance.js';
import ConfirmAction from '../operation/confirm-action.js';
import RecordForm from '../record/form.js';
import Readings from '../readings/readings.js';
import { RecordPage } from '../record/page.js';
import { followNotices } from '../requests/account-notices.js';
import { followSession } from '../requests/page-session.js';
import { followStepUp } from '../requests/step-up.js';
import { PageHead } from '../ui/page-head.js';
import PropertyInput from '../inputs/property-input.js';
import ValueCell from '../ui/value-cell.js';
import Application from './application.js';
import { Nothing, SidebarBranding } from './branding.js';
import { NoticeBox } from './notices.js';
import { SidebarMenu, SidebarPages } from './sidebar-menu.js';
import { TableRoute } from './table-route.js';
import TopBar from './top-bar.js';

const components: Record<ComponentName, ComponentType<never>> = {
  ValueCell,
  MoneyInput: PropertyInput,
  ConfirmAction,
  RecordForm,
  Dashboard,
  Statement,
  Tiles,
  Reconciliation,
  Maintenance,
  BulkAction,
  BulkEdit,
  BulkRun,
  Weekly,
  Explain,
  Readings,
  Access,
  Export: ExportPage,
  Import: ImportPage,
  Application,
  TopBar,
  SidebarBranding,
  SidebarResourceSection: SidebarMenu,
  SidebarPages,
  SidebarFooter: Nothing,
  Version: Nothing,
  ResourceRoute: TableRoute,
  ResourceActionRoute: TableRoute,
  RecordActionRoute: TableRoute,
  BulkActionRoute: TableRoute,
  NoticeBox,
  ActionHeader: PageHead,
  FilterDrawer: FilterPanel,
  DefaultListAction: RecordList,
  DefaultShowAction: RecordPage,
  DefaultEditAction: RecordForm,
  DefaultNewAction: RecordForm,
  DefaultEditProperty: PropertyInput,
  DefaultBooleanEditProperty: PropertyInput,
  DefaultDatetimeEditProperty: PropertyInput,
  DefaultPasswordEditProperty: PropertyInput,
  DefaultReferenceEditProperty: PropertyInput,
  DefaultTextareaEditProperty: PropertyInput,
};

followNotices();
followSession();
followStepUp();
if (window.AdminJS) window.AdminJS.UserComponents = components;
const root = document.getElementById('app');
if (root) window.createRoot?.(root).render(window.AdminJS?.Application);
