import { fileURLToPath } from 'node:url';
import { PACKAGE_FOLDER } from '../../package-folder.js';

/** Where the k6 scripts are, of this clone or of the image. */
export const SCRIPTS_FOLDER = fileURLToPath(new URL('../k6/', PACKAGE_FOLDER));
