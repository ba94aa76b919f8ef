import { readRunPage, undoableKinds } from '../src/admin/bulk/run-page.js';
import { bulkRunnerOf } from '../src/admin/bulk/runner.js';
import { defineResource } from '../src/admin/declaration/resource.js';
import { cancelRun, startRun, undoRun } from '../src/services/bulk-runs/bulk-runs.js';
import { bulkRunCsv } from '../src/services/bulk-runs/csv.js';
import { optionalReason } from './fields.js';
import { runTones } from './tones.js';

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
      actions: ['list', 'show', 'export', 'start', 'cancel', 'undo', 'result'],
    },
  },
  views: {
    show: { label: 'Bulk run', icon: 'Layers', component: 'BulkRun', read: readRunPage },
  },
  downloads: {
    result: {
      contentType: 'text/csv; charset=utf-8',
      fileName: (id) => `bulk-run-${id}.csv`,
      lines: bulkRunCsv,
    },
  },
  actions: {
    start: {
      on: 'record',
      label: 'Start',
      icon: 'Play',
      verb: 'Start',
      title: 'Start the bulk run',
      isInline: true,
      when: { status: ['previewed'] },
      run: async (context, actor, { ids: [id = ''] }) => {
        const run = await startRun(context, actor, id);
        await bulkRunnerOf(context).resume();
        return { done: [{ id, label: run.kind, text: 'The run has started' }], refused: [] };
      },
    },
    cancel: {
      on: 'record',
      label: 'Cancel',
      icon: 'X',
      verb: 'Cancel the run',
      title: 'Cancel the bulk run',
      description: 'What is done stays done; the rest is left as it is.',
      tone: 'danger',
      isInline: true,
      when: { status: ['previewed', 'running'] },
      run: async (context, actor, { ids: [id = ''] }) => {
        const run = await cancelRun(context, actor, id);
        return { done: [{ id, label: run.kind, text: 'The run was cancelled' }], refused: [] };
      },
    },
    undo: {
      on: 'record',
      label: 'Undo',
      icon: 'RotateCcw',
      verb: 'Look at what it would take back',
      title: 'Undo the bulk run',
      description:
        'Takes back every row that is still as the run left it; the others are named. You see what will happen before anything does.',
      tone: 'danger',
      isInline: true,
      fields: [optionalReason],
      when: { status: ['finished', 'cancelled'], kind: undoableKinds },
      run: async (context, actor, { operationId, ids: [id = ''], fields }) => {
        const { run } = await undoRun(context, actor, id, {
          id: operationId,
          reason: fields['reason'],
        });
        return {
          done: [{ id: run.id, label: run.kind, text: 'This is what the undo would do' }],
          refused: [],
          opens: { table: 'bulk_runs', id: run.id },
        };
      },
    },
  },
});
