import { englishAccess } from './access.js';
import { englishFigures } from './figures.js';
import { englishLists } from './lists.js';
import { englishMaintenance } from './maintenance.js';
import { englishOperations } from './operations.js';
import { englishReadings } from './readings.js';

/** English texts of the panels, except those of columns, actions and services. */
export const english = {
  actions: {
    new: 'New',
    edit: 'Edit',
    show: 'Show',
    list: 'List',
    export: 'Export',
    import: 'Import',
  },
  buttons: {
    save: 'Save',
    cancel: 'Cancel',
    filter: 'Filter',
    filterActive: 'Filter ({{count}})',
    applyChanges: 'Apply',
    resetFilter: 'Clear',
    createFirstRecord: 'Create the first one',
  },
  labels: {
    pages: 'Pages',
    filters: 'Filter',
    dashboard: 'Overview',
    selectedRecords: '{{selected}} selected',
  },
  properties: {
    from: 'From',
    to: 'To',
  },
  messages: {
    successfullyCreated: 'Created',
    successfullyUpdated: 'Saved',
    thereWereValidationErrors: 'Not saved: see the fields marked below',
    forbiddenError: 'This is not open to your login',
    loading: 'Loading…',
    anyForbiddenError: 'This is not open to your login',
    errorFetchingRecords: 'The list could not be loaded; try again',
    errorFetchingRecord:
      'The record could not be loaded: it does not exist, or the server did not answer',
    noRecords: 'Nothing here',
    noRecordsInResource: 'There are no rows, or none that match the filter.',
    noRecordsSelected: 'No rows are selected',
    pageNotFound_title: 'Not found',
    pageNotFound_subtitle: 'There is no such page.',
    error404Resource: 'There is no such list, or it is not open to your login.',
    error404Action: 'There is no such record or action, or it is not open to your login.',
    error404Record: 'There is no such record, or it is not open to your login.',
    seeConsoleForMore: 'Reload the page; if this continues, tell the administrator.',
  },
  components: {
    Application: { skip: 'Skip to the content' },
    Sidebar: {
      menu: 'Main menu',
      find: 'Find a table',
      found: '{{found}} of {{total}} tables',
      nothing: 'No table has this name.',
      all: 'Show all tables',
    },
    TableToCome: { loading: 'Loading the table…', retry: 'Try again' },
    PageHead: { trail: 'Where you are' },
    TopBar: {
      menu: 'Menu',
      account: 'Your account',
      signOut: 'Sign out',
      theme: 'Theme',
      themes: { system: 'System', light: 'Light', dark: 'Dark' },
      language: 'Language',
    },
    Notice: { close: 'Close' },
    Failure: {
      noReply: 'No answer came.',
      server: 'The server could not answer.',
      refused: 'The server refused this.',
      session: {
        ended: 'Not done: your session had ended.',
        other: 'Not done: somebody else was signed in here.',
      },
    },
    AccountNotices: {
      title: 'Was this you?',
      wayOut: 'If it was not you, change your password now. That signs out every other browser.',
      acknowledge: 'It was me',
      changePassword: 'Change password',
      account: 'Your account',
      more_one: '{{count}} more notice',
      more_other: '{{count}} more notices',
      failed: 'The server did not answer. Try again.',
    },
    Session: {
      ended: 'Your session has ended.',
      endedWay: 'Nothing on this page is lost: sign in in another tab, then go on here.',
      endedLink: 'Sign in in another tab',
      other: 'This browser is signed in as {{now}} now.',
      otherWay:
        'Nothing on this page is lost, and nothing is saved as {{now}}: sign in as {{own}} in another tab, or reload this page to go on as {{now}}.',
      otherLink: 'Sign out {{now}}, sign in as {{own}}',
      somebodyElse: 'somebody else',
      back: 'You are signed in again.',
      backWay: 'Go on where you stopped: what you typed can be saved now.',
    },
    ...englishLists,
    ...englishOperations,
    ...englishFigures,
    ...englishReadings,
    ...englishAccess,
    ...englishMaintenance,
  },
} as const;
