import { refusedCsv, runCsv } from '../src/admin/bulk/csv.js';
import { readRunPage, undoableKinds } from '../src/admin/bulk/run-page.js';
import { bulkRunnerOf } from '../src/admin/bulk/runner.js';
import { undoAnyRun } from '../src/admin/bulk/undo.js';
import { defineResource, type Access } from '../src/admin/declaration/resource.js';
import { message } from '../src/messages/message.js';
import { cancelRun, startRun } from '../src/services/bulk-runs/bulk-runs.js';
import { optionalReason } from './fields.js';
import { runTones } from './tones.js';

/** The edits of a login that may edit rows in bulk; any other one has no such table. */
const ownEdits: Access = {
  rows: { column: 'actor_user_id', equals: 'actor.userId' },
  read: [
    ...['id', 'kind', 'status', 'total', 'done', 'refused', 'undo_of'],
    ...['created_at', 'started_at', 'finished_at'],
  ],
  actions: ['list', 'show', 'start', 'cancel', 'undo', 'result', 'refused'],
};

/** Operations on many rows: previewed, confirmed, run in chunks, downloaded and undone. */
export const bulkRuns = defineResource({
  table: 'bulk_runs',
  label: 'Bulk runs',
  singular: 'Bulk run',
  title: 'kind',
  navigation: { group: 'Book', icon: 'Layers' },
  list: ['kind', 'status', 'total', 'done', 'refused', 'actor_user_id', 'created_at'],
  sort: { column: 'created_at', direction: 'desc' },
  columns: {
    kind: { label: 'Operation' },
    status: { tones: runTones },
    total: { label: 'Rows' },
    actor_user_id: { label: 'Who' },
  },
  access: {
    admin: {
      rows: 'all',
      read: [
        ...['id', 'kind', 'actor_user_id', 'status', 'total', 'done', 'refused', 'undo_of'],
        ...['created_at', 'started_at', 'finished_at'],
      ],
      actions: ['list', 'show', 'export', 'start', 'cancel', 'undo', 'result', 'refused'],
    },
    agent: ownEdits,
    customer: ownEdits,
  },
  views: {
    show: {
      label: message('actions.bulk_run'),
      icon: 'Layers',
      component: 'BulkRun',
      read: readRunPage,
    },
  },
  downloads: {
    result: {
      contentType: 'text/csv; charset=utf-8',
      fileName: (id) => `bulk-run-${id}.csv`,
      lines: runCsv,
    },
    refused: {
      contentType: 'text/csv; charset=utf-8',
      fileName: (id) => `bulk-run-${id}-refused.csv`,
      lines: refusedCsv,
    },
  },
  actions: {
    start: {
      on: 'record',
      label: message('actions.start_run'),
      icon: 'Play',
      title: message('actions.start_run_title'),
      isInline: true,
      when: { status: ['previewed'] },
      run: async (context, actor, { ids: [id = ''] }) => {
        const run = await startRun(context, actor, id);
        await bulkRunnerOf(context).resume();
        return {
          done: [{ id, label: run.kind, text: message('actions.run_started') }],
          refused: [],
        };
      },
    },
    cancel: {
      on: 'record',
      label: message('actions.cancel'),
      icon: 'X',
      verb: message('actions.cancel_run'),
      title: message('actions.cancel_run_title'),
      description: message('actions.cancel_run_description'),
      tone: 'danger',
      isInline: true,
      when: { status: ['previewed', 'running'] },
      run: async (context, actor, { ids: [id = ''] }) => {
        const run = await cancelRun(context, actor, id);
        return {
          done: [{ id, label: run.kind, text: message('actions.run_cancelled') }],
          refused: [],
        };
      },
    },
    undo: {
      on: 'record',
      label: message('actions.undo_run'),
      icon: 'RotateCcw',
      verb: message('actions.undo_run_verb'),
      title: message('actions.undo_run_title'),
      description: message('actions.undo_run_description'),
      tone: 'danger',
      isInline: true,
      fields: [optionalReason],
      when: { status: ['finished', 'cancelled'], kind: undoableKinds },
      run: async (context, actor, { operationId, ids: [id = ''], fields }) => {
        const run = await undoAnyRun(context, actor, id, {
          id: operationId,
          reason: fields['reason'],
        });
        return {
          done: [{ id: run.id, label: run.kind, text: message('actions.undo_previewed') }],
          refused: [],
          opens: { table: 'bulk_runs', id: run.id },
        };
      },
    },
  },
});
