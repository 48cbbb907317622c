/** Starts, and never says that it is ready. */
process.on('disconnect', () => process.exit());
process.stderr.write('starting\n');
