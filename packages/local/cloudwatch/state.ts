import type { Json } from "@sfn-websocket/languages/json";
import {
  list,
  mapOf,
  number,
  printKept,
  readKept,
  refill,
  structure,
  structureOf,
  text,
} from "../protocols/kept-state";
import type { AlarmStore, MetricAlarm } from "./metric-alarms";

const ALARMS = list(
  structureOf<MetricAlarm>({ request: structure(), creationTime: number, updateTime: number, tags: mapOf(text) }),
);

/** Returns all metric alarms as plain JSON. */
export const exportState = ({ alarms }: AlarmStore): Json => printKept([...alarms.values()]);

/** Replaces all metric alarms by those that were exported; an empty object stands for none. */
export const importState = ({ alarms }: AlarmStore, state: Json): void =>
  refill(alarms, readKept(ALARMS, state, "cloudwatch"), ({ request }) => request.AlarmName);
