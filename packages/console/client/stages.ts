import type { ApiEntry, Inventory } from "@sfn-websocket/local/console/api";

/** A stage that clients can connect to. */
export interface StageAddress {
  readonly apiId: string;
  readonly api: string;
  readonly stage: string;
  readonly address: string;
  /** What tells it from others, also after the server was started again. */
  readonly key: string;
}

/** The stages of what is served that have an address. */
export const listStages = (served: Inventory | undefined): readonly StageAddress[] =>
  (served?.apis ?? []).flatMap((api) => api.stages.flatMap((stage) => describe(api, stage)));

const describe = (
  { apiId, name: api }: ApiEntry,
  { name: stage, address }: ApiEntry["stages"][number],
): readonly StageAddress[] => (address === undefined ? [] : [{ apiId, api, stage, address, key: `${api}/${stage}` }]);

/** The stage of an address, whatever its query is. */
export function findStage(stages: readonly StageAddress[], address: string): StageAddress | undefined {
  const [bare = ""] = address.split("?");
  return stages.find((stage) => stage.address === bare.replace(/\/$/, ""));
}

/** The stage that a link names, by the API's id or its name; the first where it names none. */
export const chooseStage = (
  stages: readonly StageAddress[],
  { api, stage }: { readonly api?: string | undefined; readonly stage?: string | undefined },
): StageAddress | undefined =>
  stages.find((each) => (each.apiId === api || each.api === api) && (stage === undefined || each.stage === stage)) ??
  stages[0];
