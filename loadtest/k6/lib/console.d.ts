/** As much of k6's console as is used; its types leave it to those of a browser. */
declare const console: { log(message: string): void; error(message: string): void };
