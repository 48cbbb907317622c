/** A part of prom-client that its types leave out. */
declare module 'prom-client/lib/registry.js' {
  export { Registry as default } from 'prom-client';
}
