/**
 * Where this package lies, whether its compiled files run one by one or, in the image, joined into few: those lie beside
 * this one then. So this is the only file that asks where it is.
 */
export const PACKAGE_FOLDER = new URL('../', import.meta.url);
