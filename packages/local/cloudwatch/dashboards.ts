import type { Json } from "@sfn-websocket/languages/json";
import { list, number, printKept, readKept, refill, structureOf, text } from "../protocols/kept-state";
import { requireDashboardBody } from "./dashboard-body";
import { CloudWatchError, dashboardNotFound, dashboardsNotFound } from "./wire";

export interface Dashboard {
  readonly DashboardName: string;
  /** JSON text, as it came. */
  readonly DashboardBody: string;
}

interface StoredDashboard extends Dashboard {
  /** Milliseconds since 1970. */
  readonly lastModified: number;
}

const DASHBOARDS = list(
  structureOf<StoredDashboard>({ DashboardName: text, DashboardBody: text, lastModified: number }),
);

export interface DashboardsWorld {
  readonly partition: string;
  readonly accountId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** An account's dashboards: they are of no region. */
export interface Dashboards {
  /** Creates or replaces a dashboard, and returns its ARN. @throws CloudWatchError InvalidParameterValue or InvalidParameterInput. */
  put(dashboard: Dashboard): string;
  /** @throws CloudWatchError ResourceNotFound. */
  get(name: string): Dashboard & { readonly DashboardArn: string };
  /** By name. */
  list(prefix: string): readonly DashboardEntry[];
  /** @throws CloudWatchError ResourceNotFound where one of them is not there; none is deleted then. */
  delete(names: readonly string[]): void;
  exportState(): Json;
  importState(state: Json): void;
}

/** What ListDashboards prints of a dashboard. */
export type DashboardEntry = {
  readonly DashboardName: string;
  readonly DashboardArn: string;
  readonly LastModified: Date;
  /** Bytes. */
  readonly Size: number;
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html documented: 1 to 255 of these characters */
const NAME = /^[A-Za-z0-9_-]{1,255}$/;

export function createDashboards({ partition, accountId, now }: DashboardsWorld): Dashboards {
  const stored = new Map<string, StoredDashboard>();
  const printArn = (name: string): string => `arn:${partition}:cloudwatch::${accountId}:dashboard/${name}`;
  return {
    put({ DashboardName, DashboardBody }) {
      requireName(DashboardName);
      requireDashboardBody(DashboardBody);
      stored.set(DashboardName, { DashboardName, DashboardBody, lastModified: now() });
      return printArn(DashboardName);
    },
    get(name) {
      const found = stored.get(name);
      if (found === undefined) throw dashboardNotFound(name);
      return { DashboardArn: printArn(name), DashboardBody: found.DashboardBody, DashboardName: name };
    },
    list: (prefix) =>
      [...stored.values()]
        .filter(({ DashboardName }) => DashboardName.startsWith(prefix))
        .sort((a, b) => (a.DashboardName < b.DashboardName ? -1 : 1))
        .map((dashboard) => describeEntry(dashboard, printArn(dashboard.DashboardName))),
    delete(names) {
      const missing = names.filter((name) => !stored.has(name));
      if (missing.length > 0) throw dashboardsNotFound(missing);
      for (const name of names) stored.delete(name);
    },
    exportState: () => printKept([...stored.values()]),
    importState: (state) =>
      refill(stored, readKept(DASHBOARDS, state, "dashboards"), ({ DashboardName }) => DashboardName),
  };
}

function describeEntry({ DashboardName, DashboardBody, lastModified }: StoredDashboard, arn: string): DashboardEntry {
  const Size = Buffer.byteLength(DashboardBody);
  return { DashboardName, DashboardArn: arn, LastModified: new Date(lastModified), Size };
}

/** *Recorded*, by LocalStack: the text, which ends with a line feed. */
function requireName(name: string): void {
  if (NAME.test(name)) return;
  const what = "contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_)";
  throw new CloudWatchError("InvalidParameterValue", `The value for field DashboardName ${what}.\n`);
}
