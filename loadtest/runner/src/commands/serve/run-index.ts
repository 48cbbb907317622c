import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { html, Html } from '../../report/html/html.js';
import { STYLE } from '../../report/html/style.js';
import { findRuns, type FoundRun } from '../list-runs.js';
import type { RunOutcomes } from '../run-outcomes.js';

/** What a reader wants first stands first. */
const FILES = ['report.html', 'report.md', 'summary.json', 'trials.jsonl', 'experiment.yaml', 'environment.json'];

/** A page with a link to each file of each run in a folder, the newest first. */
export async function renderRunIndex(root: string, outcomes: RunOutcomes): Promise<string> {
  const runs = await Promise.all((await findRuns(root, outcomes)).reverse().map(sectionOf));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>fleetlab: results</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>Results</h1>
          ${runs.length > 0 ? runs : html`<p>There are none yet: a run is listed once its first trial begins.</p>`}
        </main>
      </body>
    </html> `.markup;
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
