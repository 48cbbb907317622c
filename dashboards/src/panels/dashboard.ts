import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  RowBuilder,
  type Dashboard,
  type QueryVariableBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARDS } from '../config.js';
import { runningNow } from '../queries/trials.js';
import { idOf, type PanelBuilder } from './panel.js';
import { DATA_SOURCE, overTime } from './query.js';
import { dataSource } from './variables.js';

export interface Row {
  readonly title: string;
  readonly panels: readonly PanelBuilder[];
}

interface Content {
  readonly title: string;
  readonly description: string;
  readonly variables: readonly QueryVariableBuilder[];
  readonly rows: readonly Row[];
}

/** @param name of the source file, and of the generated one */
export function dashboard(name: string, { title, description, variables, rows }: Content): Dashboard {
  const builder = new DashboardBuilder(`fleetlab / ${title}`)
    .uid(`${DASHBOARDS.uidPrefix}${name}`)
    .description(description)
    .tags([DASHBOARDS.tag])
    .time({ from: DASHBOARDS.from, to: 'now' })
    .refresh(DASHBOARDS.refresh)
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([dataSource(), ...variables])
    .annotation(experiments())
    .link(toTheOthers());
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title).id(idOf(`row ${row.title}`)));
    for (const panel of row.panels) builder.withPanel(panel);
  }
  const built = builder.build();
  return {
    ...built,
    schemaVersion: DASHBOARDS.schemaVersion,
    templating: { list: built.templating.list!.map(withoutInterval) },
  };
}

/** The builders give every variable what only one of type interval has. */
function withoutInterval({ auto: _, auto_min: __, auto_count: ___, ...variable }: VariableModel): VariableModel {
  return variable;
}

function toTheOthers(): DashboardLinkBuilder {
  return new DashboardLinkBuilder('fleetlab')
    .type(DashboardLinkType.Dashboards)
    .icon('external link')
    .tooltip('The other dashboards, with the same time and choices')
    .tags([DASHBOARDS.tag])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);
}

/** A band over every panel while trials go on: what is seen then was made on purpose. */
function experiments(): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name('Experiments')
    .datasource(DATA_SOURCE)
    .enable(true)
    .iconColor('purple')
    .target(overTime(runningNow(), '').refId('Anno').interval('15s'))
    .titleFormat('{{experiment}}')
    .textFormat('{{run}}');
}
