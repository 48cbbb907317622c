/** Cannot use what it was given, and says why. */
process.stderr.write('Cannot start: THREADS=0, expected a whole number from 1 to 256.\n', () => process.exit(78));
