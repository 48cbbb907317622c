import { noiseInWords } from '../../../analysis/noise-words.js';
import { count, exact } from '../../../results/figure.js';
import { serviceCores } from '../../../results/service-cores.js';
import type { Summary, Verdict } from '../../../results/summary.js';
import { countVerdicts } from '../../reasons.js';
import { html, type Html } from '../html.js';

/** A shape as well as a colour. */
const SIGNS: Readonly<Record<Verdict, string>> = { valid: '●', suspect: '▲', invalid: '✕' };

/** The question, the answer, and how far it may be trusted. */
export function headSection(summary: Summary): Html {
  const { name, question, environment, startedAt, finding } = summary;
  const noise = noiseInWords(summary);
  return html`<header>
    <p class="quiet">fleetlab · ${name}</p>
    <h1>${question}</h1>
    <p class="meta">
      ${startedAt.slice(0, 10)} · ${environment.target} · ${count(serviceCores(environment), 'core')} · Node
      ${environment.node}
    </p>
    <p class="finding">${finding}</p>
    ${verdictList(summary)} ${noise && html`<p class="quiet">${noise}</p>`}
  </header>`;
}

function verdictList(summary: Summary): Html {
  const items = Object.entries(countVerdicts(summary)).map(
    ([verdict, cells]) =>
      html`<li class="${cells > 0 ? verdict : 'quiet'}">
        ${SIGNS[verdict as Verdict]} <strong>${exact(cells)}</strong> ${verdict}
      </li>`,
  );
  return html`<ul class="verdicts">
    ${items}
    <li class="quiet">${count(summary.trials, 'trial')} of ${count(summary.cells.length, 'cell')}</li>
  </ul>`;
}
