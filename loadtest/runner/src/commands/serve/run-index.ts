import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Html } from '../../report/html/html.js';
import { html } from '../../report/html/html.js';
import { page } from '../../report/html/page.js';
import { findRuns, type FoundRun } from '../list-runs.js';
import type { RunOutcomes } from '../run-outcomes.js';

/** What a reader wants first stands first. */
const FILES = ['report.html', 'report.md', 'summary.json', 'trials.jsonl', 'experiment.yaml', 'environment.json'];

/** A page with a link to each file of each run in a folder, the newest first. */
export async function renderRunIndex(root: string, outcomes: RunOutcomes): Promise<string> {
  const runs = await Promise.all((await findRuns(root, outcomes)).reverse().map(sectionOf));
  return page(
    'fleetlab: results',
    html`<h1>Results</h1>
      ${runs.length > 0 ? runs : html`<p>There are none yet: a run is listed once its first trial begins.</p>`}`,
  );
}

async function sectionOf({ path, outcome }: FoundRun): Promise<Html> {
  const name = basename(path);
  const links = (await filesIn(path)).map((file) => html`<li><a href="${name}/${file}">${file}</a></li>`);
  return html`<section>
    <h2>${name}</h2>
    <p>${outcome}</p>
    <ul class="legend">
      ${links}
    </ul>
  </section>`;
}

async function filesIn(path: string): Promise<string[]> {
  const there = await readdir(path);
  return FILES.filter((file) => there.includes(file));
}
