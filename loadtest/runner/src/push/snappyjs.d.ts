/** A package without types of its own. */
declare module 'snappyjs' {
  /** In the block format, as remote write wants it. */
  export function compress(uncompressed: Uint8Array): Uint8Array;
  export function uncompress(compressed: Uint8Array): Uint8Array;
}
