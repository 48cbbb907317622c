import { html, type Html } from '../html.js';

export function adviceSection(advice: readonly string[]): Html {
  if (advice.length === 0) return html``;
  return html`<section>
    <h2>What to set</h2>
    <ul class="set">
      ${advice.map((text) => html`<li>${text}</li>`)}
    </ul>
  </section>`;
}
