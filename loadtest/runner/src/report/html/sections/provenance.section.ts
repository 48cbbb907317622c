import type { Summary } from '../../../results/summary.js';
import { explainWords } from '../../how-to-read.js';
import { listProvenance } from '../../provenance.js';
import { html, type Html } from '../html.js';

export function provenanceSection(summary: Summary, experiment: string): Html {
  return html`<section>
    <h2>Where it comes from</h2>
    ${definitions(listProvenance(summary))}
    <details>
      <summary>The experiment file</summary>
      <pre>${experiment}</pre>
    </details>
  </section>`;
}

export function howToReadSection({ cells }: Summary): Html {
  return html`<section>
    <h2>How to read this</h2>
    ${definitions(explainWords(cells))}
  </section>`;
}

function definitions(entries: readonly (readonly [term: string, text: string])[]): Html {
  return html`<dl>
    ${entries.map(
      ([term, text]) =>
        html`<dt>${term}</dt>
          <dd>${text}</dd>`,
    )}
  </dl>`;
}
