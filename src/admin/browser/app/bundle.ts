/** Everything of ours that runs in the browser. The page is drawn at the end of it. */
import type { ComponentType } from 'react';
import Application from './application.js';
import { Nothing, SidebarBranding } from './branding.js';
import BulkAction from './bulk-action.js';
import BulkRun from './bulk-run.js';
import ConfirmAction from './confirm-action.js';
import Dashboard from './dashboard.js';
import Explain from './explain.js';
import ExportPage from './export-page.js';
import { FilterPanel } from './filter-panel.js';
import ImportPage from './import-page.js';
import { leaveWhenSessionEnds } from './failure.js';
import type {} from './globals.js';
import type { ComponentName } from './index.js';
import { NoticeBox } from './notices.js';
import { PageHead } from './page-head.js';
import PropertyInput from './property-input.js';
import Reconciliation from './reconciliation.js';
import RecordForm from './record-form.js';
import { RecordList } from './record-list.js';
import { RecordPage } from './record-page.js';
import { SidebarMenu, SidebarPages } from './sidebar-menu.js';
import { speakAnswers } from './spoken-answers.js';
import type { State } from './state.js';
import Statement from './statement.js';
import Tiles from './tiles.js';
import TopBar from './top-bar.js';
import ValueCell from './value-cell.js';
import Weekly from './weekly.js';

const components: Record<ComponentName, ComponentType<never>> = {
  ValueCell,
  MoneyInput: PropertyInput,
  ConfirmAction,
  Dashboard,
  Statement,
  Tiles,
  Reconciliation,
  BulkAction,
  BulkRun,
  Weekly,
  Explain,
  Export: ExportPage,
  Import: ImportPage,
  Application,
  TopBar,
  SidebarBranding,
  SidebarResourceSection: SidebarMenu,
  SidebarPages,
  SidebarFooter: Nothing,
  Version: Nothing,
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

const { locale, paths, session } = window.REDUX_STATE as State;
leaveWhenSessionEnds(paths.loginPath, session?.id);
speakAnswers(locale.phrases);
if (window.AdminJS) window.AdminJS.UserComponents = components;
const root = document.getElementById('app');
if (root) window.createRoot?.(root).render(window.AdminJS?.Application);
