import { expect, it } from '@jest/globals';
import { html } from './html.js';

it('escapes what is filled in, in text and in attributes', () => {
  expect(html`<a title="${'"x"'}">${'<script>&'}</a>`.markup).toBe('<a title="&quot;x&quot;">&lt;script&gt;&amp;</a>');
});

it('leaves markup as it is, and puts lists one after another', () => {
  expect(html`<b>${['a', '<'].map((text) => html`<i>${text}</i>`)}</b>`.markup).toBe('<b><i>a</i><i>&lt;</i></b>');
});

it('leaves out what is not there, and keeps a zero', () => {
  expect(html`${null}${undefined}${0}`.markup).toBe('0');
});
