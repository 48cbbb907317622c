import { writeFile } from 'node:fs/promises';
import { experimentJsonSchemaText } from './experiment.json-schema.js';
import { SCHEMA_FILE } from './experiments-folder.js';

await writeFile(SCHEMA_FILE, experimentJsonSchemaText());
