import { fileURLToPath } from 'node:url';

/** Where the k6 scripts are, of this clone or of the image. */
export const SCRIPTS_FOLDER = fileURLToPath(new URL('../../../../k6/', import.meta.url));
