import type { ApiEntry, Inventory } from "@sfn-websocket/local/console/api";
import type { ComponentChildren } from "preact";
import { inventory } from "../inventory";
import { place } from "../router";
import { ApiDetails, StageDetails } from "./api-details";
import { ConnectionDetails, StackDetails, TableDetails, WorkflowDetails } from "./other-details";
import { RouteDetails } from "./route-details";
import "./inventory.css";

type Params = Readonly<Record<string, string>>;

/** Finds what the URL names, of each kind that a parameter of the URL names; undefined where nothing is. */
const KINDS: Readonly<Record<string, (served: Inventory, params: Params) => ComponentChildren>> = {
  stack: ({ stacks }, params) => {
    const stack = stacks.find(({ name }) => name === params.stack);
    return stack && <StackDetails stack={stack} />;
  },
  api: ({ apis }, params) => {
    const api = apis.find(({ apiId }) => apiId === params.api);
    return api && findApiDetails(api, params);
  },
  workflow: ({ workflows }, params) => {
    const workflow = workflows.find(({ stateMachineArn }) => stateMachineArn === params.workflow);
    return workflow && <WorkflowDetails workflow={workflow} />;
  },
  table: ({ tables }, params) => {
    const table = tables.find(({ name, region }) => name === params.table && region === params.region);
    return table && <TableDetails table={table} />;
  },
  connection: ({ connections }, params) => {
    const connection = connections.find(({ connectionId }) => connectionId === params.connection);
    return connection && <ConnectionDetails connection={connection} />;
  },
};

function findApiDetails(api: ApiEntry, params: Params): ComponentChildren {
  if (params.stage !== undefined) {
    const stage = api.stages.find(({ name }) => name === params.stage);
    return stage && <StageDetails api={api} stage={stage} />;
  }
  if (params.route === undefined) return <ApiDetails api={api} />;
  const route = api.routes.find(({ routeKey }) => routeKey === params.route);
  return route && <RouteDetails api={api} route={route} />;
}

/** The details of what is chosen on the left side; without a choice all APIs. */
export function View() {
  const served = inventory.value;
  if (!served) return null;
  const { params } = place.value;
  const kind = Object.keys(KINDS).find((name) => params[name] !== undefined);
  const details = kind === undefined ? undefined : KINDS[kind]?.(served, params);
  if (kind !== undefined && !details)
    return <p class="empty">It is not served any more; what is there stands on the left side.</p>;
  return <div class="inventory">{details ?? served.apis.map((api) => <ApiDetails key={api.apiId} api={api} />)}</div>;
}
