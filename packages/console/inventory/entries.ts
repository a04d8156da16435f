import type { Inventory } from "@sfn-websocket/local/console/api";
import { linkTo } from "../router";

/** A thing that is served, as a line of the left side. */
export interface Entry {
  readonly key: string;
  readonly title: string;
  readonly href: string;
  /** In few words, what is remarkable of it. @default nothing is */
  readonly note?: string;
}

/** Things of one kind that belong together. */
export interface Group {
  readonly key: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** What is served, group by group; `filter` is a part of the titles that are wanted, in whatever case. */
export function listGroups(served: Inventory, filter: string): readonly Group[] {
  const wanted = filter.trim().toLowerCase();
  const groups = [
    ...listStacks(served),
    ...served.apis.flatMap((api) => listApiGroups(api, served.apis.length === 1)),
    ...listOthers(served),
  ];
  if (wanted === "") return groups;
  return groups
    .map(({ entries, ...group }) => ({
      ...group,
      entries: entries.filter(({ title }) => title.toLowerCase().includes(wanted)),
    }))
    .filter(({ entries, title }) => entries.length > 0 || title.toLowerCase().includes(wanted));
}

function listStacks({ stacks }: Inventory): readonly Group[] {
  if (stacks.length === 0) return [];
  const entries = stacks.map(({ name, notServed }) => ({
    key: name,
    title: name,
    href: linkTo("inventory", { stack: name }),
    ...(notServed.length > 0 && { note: `${notServed.length} not served` }),
  }));
  return [{ key: "stacks", title: "Stacks", entries }];
}

function listApiGroups(api: Inventory["apis"][number], isOnly: boolean): readonly Group[] {
  const { apiId, name, stages, routes } = api;
  const link = (params: Readonly<Record<string, string>>) => linkTo("inventory", { api: apiId, ...params });
  return [
    {
      key: `api ${apiId}`,
      title: `API ${name}`,
      entries: [
        { key: "api", title: "settings", href: link({}) },
        ...stages.map(({ name: stage, notDeployed }) => ({
          key: `stage ${stage}`,
          title: `stage ${stage}`,
          href: link({ stage }),
          ...(notDeployed.length > 0 && { note: `${notDeployed.length} not deployed` }),
        })),
      ],
    },
    {
      key: `routes ${apiId}`,
      title: isOnly ? "Routes" : `Routes of ${name}`,
      entries: routes.map(({ routeKey, isTwoWay }) => ({
        key: routeKey,
        title: routeKey,
        href: link({ route: routeKey }),
        ...(!isTwoWay && { note: "one way" }),
      })),
    },
  ];
}

function listOthers({ workflows, tables, connections }: Inventory): readonly Group[] {
  const groups: readonly Group[] = [
    {
      key: "workflows",
      title: "Workflows",
      entries: workflows.map(({ stateMachineArn, name, type }) => ({
        key: stateMachineArn,
        title: name,
        href: linkTo("inventory", { workflow: stateMachineArn }),
        ...(type === "STANDARD" && { note: "Standard" }),
      })),
    },
    {
      key: "tables",
      title: "Tables",
      entries: tables.map(({ name, region }) => ({
        key: `${region} ${name}`,
        title: name,
        href: linkTo("inventory", { table: name, region }),
      })),
    },
    {
      key: "connections",
      title: "Connections",
      entries: connections.map(({ connectionId, api, stage }) => ({
        key: connectionId,
        title: connectionId,
        href: linkTo("inventory", { connection: connectionId }),
        note: `${api}/${stage}`,
      })),
    },
  ];
  return groups.filter(({ entries, key }) => entries.length > 0 || key === "connections");
}
