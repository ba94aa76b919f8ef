import type { CrowdResult, ReadResult } from './measure-reads.js';
import type { Visit } from './measure-visit.js';
import type { WorkResult } from './measure-work.js';
import type { WriteResult } from './measure-writes.js';

/** Formats the report as text; as JSON it is the object itself. */

export interface BenchReport {
  wagers: number;
  analysed: boolean;
  indexed: boolean;
  reads: ReadResult[];
  /** Delay of the event loop while one client reads, ms. */
  delayP99: number;
  crowd: CrowdResult;
  writes?: WriteResult[];
  work?: WorkResult;
  startupMs: number;
  /** After the reads and the sixteen clients. */
  memoryMiB: number;
  memoryAfterWorkMiB?: number;
  visit: Visit;
}

const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0));

/** Formats a report as Markdown, with the ratios of an earlier one beside it. */
export function formatReport(report: BenchReport, earlier?: BenchReport): string {
  const { crowd, visit, work, writes } = report;
  const before = (name: string, role: string) =>
    earlier?.reads.find((read) => read.name === name && read.role === role)?.ratio;
  const reads = report.reads.map(({ name, role, http, raw, ratio }) => [
    name,
    role,
    ms(http.p50),
    ms(http.p95),
    ms(raw.p50),
    `${ratio.toFixed(1)}×`,
    ...(earlier ? [`${before(name, role)?.toFixed(1) ?? '?'}×`] : []),
  ]);
  const state = [
    report.analysed ? 'analysed' : 'not analysed',
    report.indexed ? 'with the search index' : 'without the search index',
  ];
  return [
    `${report.wagers.toLocaleString('en')} wagers, ${state.join(', ')}`,
    table(
      ['read', 'as', 'p50 ms', 'p95 ms', 'raw p50 ms', 'ratio', ...(earlier ? ['before'] : [])],
      reads,
    ),
    table(
      ['sixteen clients', 'p50 ms', 'p95 ms', 'req/s', 'loop p99 ms', 'loop max ms'],
      [
        ['reads alone', ...crowdCells(crowd)],
        ...(work ? [['reads beside the long work', ...crowdCells(work.crowd)]] : []),
      ],
    ),
    ...(writes ? [writeTable(writes)] : []),
    ...(work
      ? [
          table(
            ['work', 'ms', 'raw ms', 'ratio'],
            work.steps.map(({ name, ms: time, rawMs }) => [
              name,
              ms(time),
              rawMs === undefined ? '' : ms(rawMs),
              rawMs === undefined ? '' : `${(time / rawMs).toFixed(1)}×`,
            ]),
          ),
        ]
      : []),
    table(
      ['', ''],
      [
        ['start to the sign-in page', `${(report.startupMs / 1000).toFixed(2)} s`],
        ['memory after the reads', `${report.memoryMiB.toFixed(0)} MiB`],
        ...(report.memoryAfterWorkMiB === undefined
          ? []
          : [['memory after the work', `${report.memoryAfterWorkMiB.toFixed(0)} MiB`]]),
        ['event-loop delay p99, one client', `${ms(report.delayP99)} ms`],
        [
          'first visit to a list',
          `${visit.sentKiB.toFixed(0)} KiB in ${visit.requests} requests (${visit.unpackedKiB.toFixed(0)} unpacked)`,
        ],
      ],
    ),
  ].join('\n\n');
}

function writeTable(writes: readonly WriteResult[]): string {
  return table(
    ['write', 'clients', 'p50 ms', 'p95 ms', 'raw p50 ms', 'ratio', 'a second', 'raw a second'],
    writes.map(({ name, clients, http, raw, ratio, perSecond, rawPerSecond }) => [
      name,
      String(clients),
      ms(http.p50),
      ms(http.p95),
      ms(raw.p50),
      `${ratio.toFixed(1)}×`,
      perSecond.toFixed(0),
      rawPerSecond.toFixed(0),
    ]),
  );
}

const crowdCells = ({ p50, p95, perSecond, delayP99, delayMax }: CrowdResult) => [
  ms(p50),
  ms(p95),
  perSecond.toFixed(0),
  ms(delayP99),
  ms(delayMax),
];

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
