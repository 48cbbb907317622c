/** As much of k6's console as is used; its types leave it to those of a browser. */
declare const console: { error(message: string): void };
