import { groupSeries, isMeasured, type MeasuredCell } from '../../../analysis/series.js';
import { count, ratio, rate } from '../../../results/figure.js';
import { seriesLabel } from '../../../results/label.js';
import type { CellSummary } from '../../../results/summary.js';
import { html, type Html } from '../html.js';

/** Replicas or workers against threads, for each model in which both vary. A table: its figures can be read, copied and heard. */
export function heatMaps(cells: readonly CellSummary[]): Html {
  const maps = groupSeries(cells).flatMap((series) => {
    const { processes } = rowsOf(series);
    const rows = new Set(series.map(processes));
    const columns = new Set(series.map(({ threads }) => threads).filter((threads) => threads !== null));
    return rows.size > 1 && columns.size > 1
      ? [
          heatMap(
            series,
            [...rows],
            [...columns].sort((a, b) => a - b),
          ),
        ]
      : [];
  });
  return html`${maps}`;
}

function heatMap(series: readonly CellSummary[], rows: readonly string[], columns: readonly number[]): Html {
  const most = Math.max(...series.filter(isMeasured).map(({ throughput }) => throughput.mean));
  const { title, processes } = rowsOf(series);
  const at = (row: string, threads: number) =>
    series.find((cell) => processes(cell) === row && cell.threads === threads);
  const name = seriesLabel(series[0]!);
  return html`<h3 style="margin-top: 28px">${name}: ${title} x threads</h3>
    <div class="scroll">
      <table class="heat" style="--heat: var(--${series[0]!.model})">
        <thead>
          <tr>
            <td></td>
            ${columns.map((threads) => html`<th scope="col">${count(threads, 'thread')}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">${row}</th>
                ${columns.map((threads) => field(at(row, threads), most))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="quiet">Requests per second, and the share attained of what was predicted.</p>`;
}

function field(cell: CellSummary | undefined, most: number): Html {
  if (!cell) return html`<td style="--share: 0">-</td>`;
  if (!isMeasured(cell)) return html`<td style="--share: 0">-<small class="invalid">invalid</small></td>`;
  return html`<td style="--share: ${(cell.throughput.mean / most).toFixed(3)}">
    ${rate(cell.throughput.mean)}<small>${remark(cell)}</small>
  </td>`;
}

function remark({ attained, verdict }: MeasuredCell): string {
  return [attained === null ? '' : ratio(attained), verdict === 'valid' ? '' : verdict].filter(Boolean).join(', ');
}

/** What a row is: replicas, workers, or both where both vary. */
function rowsOf(series: readonly CellSummary[]) {
  const varies = (factor: 'replicas' | 'workers') => new Set(series.map((cell) => cell[factor])).size > 1;
  const named = (noun: string, size: (cell: CellSummary) => number) => (cell: CellSummary) => count(size(cell), noun);
  const [replicas, workers] = [named('replica', (cell) => cell.replicas), named('worker', (cell) => cell.workers)];
  if (!varies('workers') && varies('replicas')) return { title: 'replicas', processes: replicas };
  if (!varies('replicas')) return { title: 'workers', processes: workers };
  return { title: 'processes', processes: (cell: CellSummary) => `${replicas(cell)} x ${workers(cell)}` };
}
