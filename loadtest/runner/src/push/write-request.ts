import { PbfWriter } from 'pbf';
import { compress } from 'snappyjs';
import type { Sample } from './sample.js';

/** Field numbers of prometheus.WriteRequest, TimeSeries, Label and Sample (Prometheus Remote-Write 1.0). */
const WRITE_REQUEST = { timeseries: 1 } as const;
const TIME_SERIES = { labels: 1, samples: 2 } as const;
const LABEL = { name: 1, value: 2 } as const;
const SAMPLE = { value: 1, timestamp: 2 } as const;

type Label = readonly [name: string, value: string];

/** The body of one remote write: protobuf, compressed with snappy's block format. */
export function encodeWriteRequest(samples: readonly Sample[]): Uint8Array {
  const pbf = new PbfWriter();
  for (const sample of samples) pbf.writeMessage(WRITE_REQUEST.timeseries, writeSeries, sample);
  return compress(pbf.finish());
}

function writeSeries({ name, labels, value, timestampMs }: Sample, pbf: PbfWriter): void {
  for (const label of sortedLabels(name, labels)) pbf.writeMessage(TIME_SERIES.labels, writeLabel, label);
  pbf.writeMessage(TIME_SERIES.samples, writeSample, { value, timestampMs });
}

/** The protocol wants them sorted by name, the name of the metric among them. */
function sortedLabels(name: string, labels: Sample['labels']): Label[] {
  const given = Object.entries({ ...labels, __name__: name }).filter(([, value]) => value !== '');
  return given.sort(([a], [b]) => (a < b ? -1 : 1));
}

function writeLabel([name, value]: Label, pbf: PbfWriter): void {
  pbf.writeStringField(LABEL.name, name);
  pbf.writeStringField(LABEL.value, value);
}

function writeSample({ value, timestampMs }: Pick<Sample, 'value' | 'timestampMs'>, pbf: PbfWriter): void {
  pbf.writeDoubleField(SAMPLE.value, value);
  pbf.writeVarintField(SAMPLE.timestamp, timestampMs);
}
